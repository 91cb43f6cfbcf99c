"""What the studio's forms are read from and written into."""

from __future__ import annotations

from typing import Any, Protocol

Json = dict[str, Any]


class Form(Protocol):
    """What Starlette gives for a posted form."""

    def get(self, key: str, default: str, /) -> Any: ...

    def getlist(self, key: Any, /) -> list[Any]: ...
