"""A dialog in the middle of the window, over a dimmed page."""

from __future__ import annotations

from guides.steps.kind import KindOfStep

MODAL = KindOfStep(needs_target=False, modal=True)
