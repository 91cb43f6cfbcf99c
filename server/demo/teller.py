"""Events beside a page view of the demo: of guides that stand on a page or wait in a corner."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

Event = dict[str, Any]


def page_of(event: Event) -> str:
    """The path of the page on which something happened."""
    return str(event["url"].partition(".example")[2]) or "/"


class Teller:
    """Makes the events of one run, each some seconds after an event of the person's life."""

    def __init__(self, event: Event, guide: str, version: int) -> None:
        self._event, self._guide, self._version, self._count = event, guide, version, 0

    def on(self, event: Event) -> Teller:
        """The same run goes on where and when `event` happened."""
        self._event = event
        return self

    def __call__(self, kind: str, seconds: float, step: str | None = None, **props: Any) -> Event:
        self._count += 1
        run = f"a-{self._event['person']}-{self._guide}"
        made: Event = {
            name: self._event[name] for name in ("person", "account", "session", "url") if name in self._event
        }
        made |= {
            "id": f"{run}-{self._count}", "type": kind, "at": self._event["at"] + timedelta(seconds=seconds),
            "run": run, "guide": self._guide, "version": self._version,
        }  # fmt: skip
        return made | ({"step": step} if step else {}) | ({"props": props} if props else {})

    def answer(self, seconds: float, step: str, question: str, ask: str, answer: str, **more: Any) -> Event:
        props = {"question": question, "ask": ask, "answer": answer, "label": answer, "partial": False}
        return self("survey_answered", seconds, step, **props, response=f"a-{self._event['person']}", **more)
