"""A step without a box: it waits for something to happen, or leads to a page."""

from __future__ import annotations

from guides.steps.kind import KindOfStep

HIDDEN = KindOfStep(needs_target=False, modal=False)
