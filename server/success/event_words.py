"""Events as sentences for a timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlsplit

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
    "step_target_changed": N_("The element of “%(step)s” looks different now"),
    "rage_clicked": N_("Clicked again and again without effect"),
    "dead_clicked": N_("Clicked something that did nothing"),
    "error_seen": N_("An error appeared"),
    "help_requested": N_("Asked for help"),
    "feature_used": N_("Used “%(feature)s”"),
    "checklist_task_completed": N_("Ticked off “%(task)s”"),
    "center_searched": N_("Searched for “%(query)s”"),
    "article_viewed": N_("Read the article “%(title)s”"),
    "news_read": N_("Read the news “%(title)s”"),
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
FEW = 2


REASONS: Final = {"target_missing": N_("The target was not on the page")}


def timeline(
    events: Iterable[EventRow],
    names: GuideNames,
    locale: str,
    who: Mapping[str, str] | None = None,
    run: str | None = None,
) -> list[dict[str, Any]]:
    """Items for `ui.timeline`, oldest first. Beside each what is known of it, and how long after the one before.

    With `who` (person key → name) the events are of several people: each is said instead of the pause. With `run`
    what was done outside that run is counted, not listed, where it is more than a little.
    """
    words = words_in(locale)
    items: list[dict[str, Any]] = []
    last = None
    for group in _groups(sorted(events, key=lambda one: (one.at, one.id)), run):
        first = group[0]
        said = _pause(first, last, locale) if who is None else who.get(first.person or "", first.person or "")
        if len(group) > 1:
            message = words.ngettext("%(num)s other action in the app", "%(num)s other actions in the app", len(group))
            items.append({"at": first.at, "text": message % {"num": len(group)}, "detail": said})
        else:
            detail = " · ".join(part for part in (said, _detail(first, words.gettext)) if part)
            text = sentence(first, names, words.gettext)
            items.append({"at": first.at, "text": text, "tone": TONES.get(first.type, ""), "detail": detail})
        last = group[-1]
    return items


def _groups(events: Iterable[EventRow], run: str | None) -> Iterator[list[EventRow]]:
    """Each event alone, but neighbours outside the run together when they are more than a few."""
    for inside, neighbours in groupby(events, key=lambda one: run is None or one.run == run):
        found = list(neighbours)
        yield from [found] if not inside and len(found) > FEW else [[one] for one in found]


def _pause(event: EventRow, last: EventRow | None, locale: str) -> str:
    gettext = words_in(locale).gettext
    pause = event.at - last.at if last else timedelta(0)
    return gettext("%(span)s later") % {"span": span_words(pause.total_seconds(), locale)} if pause > LULL else ""


def sentence(event: EventRow, names: GuideNames, translate: Callable[[str], str]) -> str:
    """What happened, in a few words; the customer's own events by their names."""
    message = WORDS.get(event.type)
    if message is None:
        return event.type
    return translate(message) % {
        "guide": names.guide(event.guide),
        "step": names.step(event.guide, event.step),
        "account": event.account or "",
        "url": _path(event.url or "?"),
        "feature": event.props.get("feature", "?"),
        "task": event.props.get("task", "?"),
        "query": event.props.get("query", "?"),
        "title": event.props.get("title", "?"),
    }


def _path(url: str) -> str:
    """An address without the host, which is the same for all."""
    parts = urlsplit(url)
    return (
        (parts.path or "/") + (f"?{parts.query}" if parts.query else "") if parts.scheme in ("http", "https") else url
    )


def _detail(event: EventRow, gettext: Callable[[str], str]) -> str:
    told = next((str(event.props[name])[:200] for name in DETAILS if event.props.get(name)), "")
    return gettext(REASONS[told]) if told in REASONS else told
