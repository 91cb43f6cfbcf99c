"""The parts of a step's form that only some kinds of guides have, into the step's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from guides.definition import GuideKind
from guides.lint.kinds import STEP_KINDS_OF
from guides.parts.launcher import Corner
from server.studio.forms.form import Form, Json
from server.words import N_

STEP_KIND_WORDS: dict[str, str] = {
    "tooltip": N_("Box beside an element"),
    "modal": N_("Dialog in the middle"),
    "slide_out": N_("Box in a corner"),
    "hidden": N_("Nothing: waits or opens a page"),
    "feed": N_("Entry among the news"),
    "banner": N_("Banner"),
    "hint": N_("Hint"),
    "launcher": N_("Launcher"),
}
WHERE_WORDS: dict[str, str] = {
    "page_top": N_("At the top of the page"),
    "page_bottom": N_("At the bottom of the page"),
    "inside_start": N_("Inside the element, first"),
    "inside_end": N_("Inside the element, last"),
    "before": N_("Before the element"),
    "after": N_("After the element"),
}
TONE_WORDS: dict[str, str] = {
    "brand": N_("Brand colour"), "info": N_("Note"), "success": N_("Well done"), "warning": N_("Careful"),
}  # fmt: skip
LOOK_WORDS: dict[str, str] = {
    "beacon": N_("A dot on the element"), "icon": N_("An icon beside it"), "none": N_("No mark"),
}  # fmt: skip
OPENS_WORDS: dict[str, str] = {
    "hover": N_("When pointed at"), "click": N_("When clicked"), "focus": N_("When the field is entered"),
    "invalid": N_("When the field is left and does not fit"),
}  # fmt: skip
ICON_WORDS: dict[str, str] = {
    "question": N_("Question mark"), "checklist": N_("Checklist icon"), "bulb": N_("Light bulb"), "bell": N_("Bell"),
    "book": N_("Book"), "chat": N_("Speech bubble"), "star": N_("Star"), "play": N_("Play"), "none": N_("No icon"),
}  # fmt: skip
CORNER_WORDS: dict[str, str] = {
    "bottom_end": N_("Bottom, at the end"), "bottom_start": N_("Bottom, at the start"),
    "top_end": N_("Top, at the end"), "top_start": N_("Top, at the start"),
}  # fmt: skip
ASK_WORDS: dict[str, str] = {
    "nps": N_("NPS, 0 to 10"), "csat": N_("Satisfaction"), "ces": N_("Effort, 1 to 7"), "rating": N_("Rating"),
    "thumbs": N_("One tap: useful or not"), "choice": N_("One of several"), "choices": N_("Several of several"),
    "text": N_("In words"),
}  # fmt: skip
MARK_WORDS: dict[str, str] = {"numbers": N_("Numbers"), "stars": N_("Stars"), "faces": N_("Faces")}
DOES_WORDS: dict[str, str] = {
    "start": N_("Starts a guide"), "show": N_("Opens a checklist or resource center"), "open": N_("Opens a page"),
    "help": N_("Asks for help"),
}  # fmt: skip

CHOICES: dict[str, dict[str, str]] = {
    "where": WHERE_WORDS, "tone": TONE_WORDS, "look": LOOK_WORDS, "opens": OPENS_WORDS, "icon": ICON_WORDS,
    "corner": CORNER_WORDS, "ask": ASK_WORDS, "marks": MARK_WORDS, "does": DOES_WORDS,
}  # fmt: skip


def step_kinds_for(kind: GuideKind) -> dict[str, str]:
    """How the steps of such a guide may be shown: value → words."""
    fitting = STEP_KINDS_OF.get(kind, ("slide_out",))
    return {name: STEP_KIND_WORDS[name] for name in fitting}


def kind_fields(step: Json, form: Form) -> Json:
    """What the form says of banner, hint and launcher; nothing for steps that are none of them."""
    if form.get("kind_fields", "") != step["kind"]:
        return {}
    read = _READ.get(step["kind"])
    return read(step, form) if read else {}


def _text(form: Form, name: str) -> str:
    return str(form.get(name, "")).strip()


def _banner(step: Json, form: Form) -> Json:
    known = step.get("banner") or {}
    given = {"where": _text(form, "where"), "tone": _text(form, "tone"), "sticky": form.get("sticky", "") == "on"}
    return {"banner": known | given}


def _hint(step: Json, form: Form) -> Json:
    known = step.get("hint") or {}
    check = {"matches": _text(form, "check_matches"), "message": _text(form, "check_message"),
             "required": form.get("check_required", "") == "on"}  # fmt: skip
    opens = _text(form, "opens")
    return {
        "hint": known
        | {
            "look": _text(form, "look"),
            "icon": _text(form, "icon") or "question",
            "opens": opens,
            "keep": form.get("keep", "") == "on",
            "check": check if opens == "invalid" else known.get("check"),
        }
    }


def _launcher(step: Json, form: Form) -> Json:
    known = step.get("launcher") or {}
    given = {"label": _text(form, "launcher_label"), "icon": _text(form, "icon"), "corner": _text(form, "corner"),
             "badge": form.get("badge", "") == "on"}  # fmt: skip
    return {"launcher": known | given, "does": actions_from(step.get("does", []), form)}


def actions_from(before: list[Json], form: Form) -> list[Json]:
    """The one thing that a launcher or a task usually does; what the form cannot show stays."""
    do, guide, link = _text(form, "does"), _text(form, "does_guide"), _text(form, "does_link")
    if do == "keep":
        return before
    if do in ("start", "show"):
        return [{"do": do, "guide": guide}] if guide else []
    if do == "open":
        return [{"do": "open", "link": link, "new_tab": form.get("does_new_tab", "") == "on"}] if link else []
    return [{"do": do}] if do else []


def _corner(_step: Json, form: Form) -> Json:
    return {"corner": _text(form, "corner")} if _text(form, "corner") in get_args(Corner) else {}


_READ: dict[str, Callable[[Json, Form], Json]] = {
    "banner": _banner, "hint": _hint, "launcher": _launcher, "slide_out": _corner,
}  # fmt: skip


def shown_action(does: list[Json]) -> Json:
    """What the form shows of actions: `do` is `keep` when there is more than it can show."""
    first = does[0] if does else {"do": ""}
    shown = len(does) < 2 and (not does or first["do"] in DOES_WORDS)
    return {
        "do": first["do"] if shown else "keep",
        "guide": first.get("guide", ""),
        "link": first.get("link", ""),
        "new_tab": first.get("new_tab", False),
    }


def action_said(form: Form) -> Json:
    """What was just chosen in the form, also while it is only half said."""
    return {
        "do": _text(form, "does"), "guide": _text(form, "does_guide"), "link": _text(form, "does_link"),
        "new_tab": form.get("does_new_tab", "") == "on",
    }  # fmt: skip


def question_fields(key: str, form: Form) -> Json:
    """A question's own fields; they are named by its key, since a step may ask several."""

    def said(name: str) -> str:
        return str(form.get(f"q:{key}:{name}", "")).strip()

    if not said("ask"):
        return {}
    return {
        "ask": said("ask"),
        "look": said("look") or "numbers",
        **({"scale": int(said("scale"))} if said("scale").isdecimal() else {}),
        "options": [line.strip() for line in said("options").splitlines() if line.strip()][:20],
        "values": [],
        "low_label": said("low"),
        "high_label": said("high"),
        "placeholder": said("placeholder"),
        "required": said("required") == "on",
        "other": said("other") == "on",
    }
