"""How a run ended, in words."""

from __future__ import annotations

from typing import Final

from server.words import N_

OUTCOME_WORDS: Final = {
    "started": N_("Not finished"),
    "completed": N_("Completed"),
    "dismissed": N_("Closed"),
    "failed": N_("Failed"),
}
OUTCOME_TONES: Final = {"started": "warn", "completed": "good", "dismissed": "", "failed": "bad"}
