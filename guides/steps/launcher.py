"""A floating button, or a mark beside an element, that opens something."""

from __future__ import annotations

from guides.steps.kind import KindOfStep

LAUNCHER = KindOfStep(needs_target=False, modal=False)
