"""Events as sentences for a timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from analytics.metrics.runs import EventRow
from server.success.names import GuideNames
from server.success.sayings import span_words
from server.words import N_, words_in

WORDS: Final = {
    "session_started": N_("Opened the app"),
    "page_viewed": N_("Opened %(url)s"),
    "person_identified": N_("Was identified"),
    "account_grouped": N_("Was seen in account %(account)s"),
    "guide_started": N_("Started “%(guide)s”"),
    "guide_completed": N_("Completed “%(guide)s”"),
    "guide_dismissed": N_("Closed “%(guide)s”"),
    "guide_failed": N_("“%(guide)s” could not go on"),
    "step_seen": N_("Saw “%(step)s”"),
    "step_acted": N_("Did “%(step)s”"),
    "step_verified": N_("The app confirmed “%(step)s”"),
    "step_skipped": N_("Skipped “%(step)s”"),
    "step_failed": N_("“%(step)s” could not be shown"),
    "rage_clicked": N_("Clicked again and again without effect"),
    "dead_clicked": N_("Clicked something that did nothing"),
    "error_seen": N_("An error appeared"),
    "help_requested": N_("Asked for help"),
    "feature_used": N_("Used “%(feature)s”"),
    "checklist_task_completed": N_("Ticked off “%(task)s”"),
    "survey_answered": N_("Answered a question"),
    "feedback_given": N_("Gave feedback"),
}
TONES: Final = {
    "step_acted": "good", "step_verified": "good", "guide_completed": "good", "guide_dismissed": "warn",
    "step_failed": "bad", "guide_failed": "bad", "rage_clicked": "bad", "dead_clicked": "warn", "error_seen": "bad",
    "help_requested": "warn", "step_seen": "accent",
}  # fmt: skip
DETAILS: Final = ("message", "reason", "answer", "text")
LULL = timedelta(hours=1)


REASONS: Final = {"target_missing": N_("The target was not on the page")}


def timeline(
    events: Iterable[EventRow], names: GuideNames, locale: str, who: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Items for `ui.timeline`, oldest first. Beside each what is known of it, and how long after the one before.

    With `who` (person key → name) the events are of several people: each is said instead of the pause.
    """
    gettext: Callable[[str], str] = words_in(locale).gettext
    items: list[dict[str, Any]] = []
    last = None
    for event in sorted(events, key=lambda one: (one.at, one.id)):
        pause = event.at - last if last else timedelta(0)
        said = gettext("%(span)s later") % {"span": span_words(pause.total_seconds(), locale)} if pause > LULL else ""
        if who is not None:
            said = who.get(event.person or "", event.person or "")
        detail = " · ".join(part for part in (said, _detail(event, gettext)) if part)
        items.append(
            {
                "at": event.at,
                "text": sentence(event, names, gettext),
                "tone": TONES.get(event.type, ""),
                "detail": detail,
            }
        )
        last = event.at
    return items


def sentence(event: EventRow, names: GuideNames, translate: Callable[[str], str]) -> str:
    """What happened, in a few words; the customer's own events by their names."""
    message = WORDS.get(event.type)
    if message is None:
        return event.type
    return translate(message) % {
        "guide": names.guide(event.guide),
        "step": names.step(event.guide, event.step),
        "account": event.account or "",
        "url": event.url or "?",
        "feature": event.props.get("feature", "?"),
        "task": event.props.get("task", "?"),
    }


def _detail(event: EventRow, gettext: Callable[[str], str]) -> str:
    told = next((str(event.props[name])[:200] for name in DETAILS if event.props.get(name)), "")
    return gettext(REASONS[told]) if told in REASONS else told
