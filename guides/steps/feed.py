"""News that waits to be read where the person looks for it; nothing opens by itself."""

from __future__ import annotations

from guides.steps.kind import KindOfStep

FEED = KindOfStep(needs_target=False, modal=False)
