"""Every operation of the app, read from the app itself, with how it is protected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import Mount

from server.api.caller import api_caller
from server.auth.current import current_member
from server.auth.roles import ROLES
from server.delivery.editor_sessions import editing_session
from server.delivery.preview import previewing_browser
from server.models.tenancy import Role

Protection = Literal["page", "api", "editor", "none"]
_DOORS: dict[Any, Protection] = {
    current_member: "page",
    api_caller: "api",
    editing_session: "editor",
    previewing_browser: "editor",
}


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    protection: Protection
    allowed: frozenset[Role]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def unsafe(self) -> bool:
        return self.method not in ("GET", "HEAD")

    @property
    def names(self) -> list[str]:
        """The names of the values in the path."""
        return re.findall(r"{(\w+)(?::\w+)?}", self.path)

    def address(self, values: dict[str, str]) -> str:
        """The path with these values in it; a value may be given for one noun only, as `people.key`."""
        noun = next((part for part in self.path.split("/") if part and part not in ("api", "v1")), "")
        filled = {name: values.get(f"{noun}.{name}", values.get(name)) for name in self.names}
        missing = [name for name, value in filled.items() if value is None]
        assert not missing, f"{self}: say in tests/server/walls/worlds.py what {missing} is"
        return re.sub(r"{(\w+)(?::\w+)?}", lambda found: str(filled[found[1]]), self.path)


def operations(app: FastAPI) -> list[Operation]:
    """All of them; static files are one operation."""
    return [operation for context in iter_route_contexts(app.routes) for operation in _of_route(context)]


def _of_route(context: Any) -> Iterator[Operation]:
    route = context.original_route
    if isinstance(route, Mount):
        yield Operation("GET", route.path, "none", frozenset())
        return
    calls = list(_calls(route.dependant)) if isinstance(route, APIRoute) else []
    protection: Protection = next((_DOORS[call] for call in calls if call in _DOORS), "none")
    allowed = frozenset(ROLES)
    for call in calls:
        allowed &= getattr(call, "allowed", allowed)
    for method in sorted(set(context.methods or ()) - {"HEAD"}):
        yield Operation(method, str(context.path), protection, allowed)


def _calls(dependant: Dependant) -> Iterator[Any]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from _calls(inner)
