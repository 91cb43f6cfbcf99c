"""Step kinds. A kind is one file here and one in `sdk_js/src/steps/`; this list is the registry."""

from __future__ import annotations

from typing import Literal

from guides.steps.kind import KindOfStep
from guides.steps.modal import MODAL
from guides.steps.tooltip import TOOLTIP

StepKind = Literal["tooltip", "modal"]

STEP_KINDS: dict[StepKind, KindOfStep] = {"tooltip": TOOLTIP, "modal": MODAL}

__all__ = ["STEP_KINDS", "KindOfStep", "StepKind"]
