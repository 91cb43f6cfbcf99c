"""Step kinds. A kind is one file here and one in `sdk_js/src/steps/`; this list is the registry."""

from __future__ import annotations

from typing import Literal

from guides.steps.banner import BANNER
from guides.steps.feed import FEED
from guides.steps.hidden import HIDDEN
from guides.steps.hint import HINT
from guides.steps.kind import KindOfStep
from guides.steps.launcher import LAUNCHER
from guides.steps.modal import MODAL
from guides.steps.slide_out import SLIDE_OUT
from guides.steps.tooltip import TOOLTIP

StepKind = Literal["tooltip", "modal", "slide_out", "hidden", "banner", "hint", "launcher", "feed"]

STEP_KINDS: dict[StepKind, KindOfStep] = {
    "tooltip": TOOLTIP,
    "modal": MODAL,
    "slide_out": SLIDE_OUT,
    "hidden": HIDDEN,
    "banner": BANNER,
    "hint": HINT,
    "launcher": LAUNCHER,
    "feed": FEED,
}

__all__ = ["STEP_KINDS", "KindOfStep", "StepKind"]
