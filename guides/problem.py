"""What lint says: one problem of a guide, where it is and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from guides.content import first_words
from guides.definition import Guide, Step

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """`where` is a path in the definition (`steps.save.target`); `values` fill the %(names)s of `message`."""

    severity: Severity
    where: str
    message: str
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.where}: {self.message % self.values}" if self.values else f"{self.where}: {self.message}"


Check = Callable[[Guide], Iterator[Problem]]


def step_title(step: Step) -> str:
    """What people call the step: its name, else its first words, else its key."""
    return step.name or first_words(step.content, 40) or step.key
