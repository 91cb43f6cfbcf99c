"""A mark on an element, or nothing but a tip that opens on it."""

from __future__ import annotations

from guides.steps.kind import KindOfStep

HINT = KindOfStep(needs_target=True, modal=False)
