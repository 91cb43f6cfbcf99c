"""A box beside an element of the page, with an arrow to it."""

from __future__ import annotations

from guides.steps.kind import KindOfStep

TOOLTIP = KindOfStep(needs_target=True, modal=False)
