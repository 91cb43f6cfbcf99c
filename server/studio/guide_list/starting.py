"""What a new guide of each kind begins with: enough to look at, nothing that must be thrown away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from guides.definition import GuideKind
from server.words import N_

Json = dict[str, Any]
Say = Callable[[str], str]


@dataclass(frozen=True)
class KindChoice:
    """A kind as the chooser tells of it; `drawing` names a symbol of `studio/_kind_drawings.html`."""

    kind: GuideKind
    title: str
    text: str


CHOICES: tuple[KindChoice, ...] = (
    KindChoice("walkthrough", N_("Walkthrough"), N_("Leads people through a task, step by step.")),
    KindChoice("announcement", N_("Announcement"), N_("Tells what is new, in a dialog, a corner or the news.")),
    KindChoice("banner", N_("Banner"), N_("A strip on the page: maintenance, a deadline, an offer.")),
    KindChoice("hint", N_("Hint"), N_("Small marks and field tips where people hesitate.")),
    KindChoice("survey", N_("Survey"), N_("Asks: NPS, satisfaction, effort, choices, words.")),
    KindChoice("checklist", N_("Checklist"), N_("The first things to do, ticked off as they are done.")),
    KindChoice("launcher", N_("Launcher"), N_("A button that stays and opens a guide or a page.")),
    KindChoice("resource_center", N_("Resource center"), N_("Guides, articles, news and help in one place.")),
)


def beginning(kind: GuideKind, name: str, say: Say) -> Json:
    """The fields of the definition that the kind starts with."""
    begins = _BEGINNINGS.get(kind)
    return begins(name, say) if begins else {}


def _text(text: str) -> Json:
    return {"type": "text", "text": text}


def _heading(text: str) -> Json:
    return {"type": "heading", "text": text[:200]}


def _announcement(name: str, say: Say) -> Json:
    content = [_heading(name), _text(say(N_("Say in one sentence what people can do now.")))]
    buttons = [{"label": say(N_("Later")), "does": ["dismiss"], "look": "secondary"}]
    buttons.append({"label": say(N_("Got it")), "does": ["complete"]})
    return {"steps": [{"key": "news", "kind": "modal", "content": content, "buttons": buttons}], "in_news": True}


def _banner(name: str, _say: Say) -> Json:
    return {"steps": [{"key": "banner", "kind": "banner", "content": [_text(name)], "banner": {"where": "page_top"}}]}


def _hint(_name: str, _say: Say) -> Json:
    return {"frequency": {"show": "always"}}


def _launcher(name: str, _say: Say) -> Json:
    step = {"key": "launcher", "kind": "launcher", "launcher": {"label": name[:40]}, "does": [{"do": "help"}]}
    return {"steps": [step], "frequency": {"show": "always"}, "trigger": {}}


def _survey(_name: str, say: Say) -> Json:
    nps = {"type": "question", "key": "recommend", "ask": "nps",
           "text": say(N_("How likely are you to recommend us to a colleague?"))}  # fmt: skip
    why = {"type": "question", "key": "why", "ask": "text", "text": say(N_("What is the main reason for your answer?"))}
    steps = [
        {"key": "score", "kind": "slide_out", "content": [nps]},
        {"key": "reason", "kind": "slide_out", "content": [why]},
        thanks_step("thanks", say),
    ]
    return {"steps": steps, "survey": {"wait_days": 30}}


def thanks_step(key: str, say: Say) -> Json:
    """The words that end a survey."""
    content = [_heading(say(N_("Thank you!"))), _text(say(N_("We read every answer.")))]
    return {"key": key, "kind": "slide_out", "content": content}


def _checklist(name: str, _say: Say) -> Json:
    return {"checklist": {"items": []}, "steps": [{"key": "intro", "kind": "slide_out", "content": [_heading(name)]}]}


def _resource_center(name: str, _say: Say) -> Json:
    return {"resource_center": {"title": name}, "frequency": {"show": "always"}, "trigger": {}}


_BEGINNINGS: dict[GuideKind, Callable[[str, Say], Json]] = {
    "announcement": _announcement,
    "banner": _banner,
    "hint": _hint,
    "launcher": _launcher,
    "survey": _survey,
    "checklist": _checklist,
    "resource_center": _resource_center,
}
