"""All of the API. A new noun is one file and one line here."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from server.api import drafts, findings, guides, people, privacy, repairs, segments
from server.api.caller import CallerDep
from server.api.repeating import ApiRoute
from server.api.shapes import EnvironmentOut, Me
from server.problems import PROBLEM_JSON

_PROBLEM: dict[str, Any] = {"content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    401: _PROBLEM | {"description": "No token, or one that is not known."},
    403: _PROBLEM | {"description": "The token's role may not do this."},
    404: _PROBLEM | {"description": "Not there, or of another workspace."},
    409: _PROBLEM | {"description": "Somebody else was faster, or the same request is still being worked on."},
    412: _PROBLEM | {"description": "If-Match names another state."},
    422: _PROBLEM | {"description": "Not acceptable; `errors` or `problems` say where."},
    428: _PROBLEM | {"description": "If-Match is missing."},
}

router = APIRouter(prefix="/api/v1", responses=PROBLEMS, route_class=ApiRoute)


@router.get("/me", tags=["me"])
def me(caller: CallerDep) -> Me:
    """What this token may do, and where."""
    environments = [EnvironmentOut.of(row) for row in caller.environments]
    role, name = caller.token.role, caller.token.name
    return Me(token=name, role=role, environment=caller.environment.key, environments=environments)


_NOUNS = (guides, drafts, segments, repairs, people, privacy, findings)
for _noun in _NOUNS:
    router.include_router(_noun.router)
