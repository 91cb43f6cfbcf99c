"""What the audience builder offers: known names and values, and how many people match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from guides.conditions import Condition
from server.delivery.decided import decided
from server.stores.sample import Sampled

MOST_VALUES = 30
SHOWN = 5


@dataclass(frozen=True)
class Reach:
    """Of `seen` people, those seen last, `matching` may be shown the guide as far as the server can know."""

    seen: int
    matching: int
    some: tuple[Sampled, ...] = ()
    """A few of those who match, seen last."""

    @property
    def share(self) -> float | None:
        return self.matching / self.seen if self.seen else None


def reach_of(audience: Condition | None, sample: list[Sampled]) -> Reach:
    """What only the page knows (page, element, device) is taken as fulfilled."""
    decide = None if audience is None else decided(audience)
    matching = [one for one in sample if decide is None or decide(one.facts) is not False]
    return Reach(len(sample), len(matching), tuple(matching[:SHOWN]))


def known_names(sample: list[Sampled]) -> dict[str, list[str]]:
    """The trait names seen, for each subject."""
    return {
        "person": _names(one.person for one in sample),
        "account": _names(one.account for one in sample) or ["plan", "stage", "arr"],
        "membership": _names(one.membership for one in sample) or ["role"],
    }


def known_values(sample: list[Sampled], subject: str, name: str) -> list[str]:
    """The values seen of one trait, when they are few enough to choose from."""
    values: set[str] = set()
    for one in sample:
        value = getattr(one, subject, {}).get(name)
        values.update(str(item) for item in (value if isinstance(value, list) else [value]) if item not in (None, ""))
    return sorted(values) if len(values) <= MOST_VALUES else []


def _names(traits: Iterable[Any]) -> list[str]:
    return sorted({name for one in traits for name in one})
