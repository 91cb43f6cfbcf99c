"""What follows a load, as an explicit list. A hook gets the services and the environments with new events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.services import Services

Hook = Callable[["Services", Sequence[str]], None]

HOOKS: list[Hook] = []
