"""What the rest of the system must know of a step kind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KindOfStep:
    """`needs_target`: publishing is blocked without one. `modal`: the page behind is out of reach meanwhile."""

    needs_target: bool
    modal: bool
