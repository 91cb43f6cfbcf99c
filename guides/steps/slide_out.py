"""A dialog at the edge of the window that leaves the page in reach."""

from __future__ import annotations

from guides.steps.kind import KindOfStep

SLIDE_OUT = KindOfStep(needs_target=False, modal=False)
