"""A checklist's forms: the whole of it, its introduction, and one task. What they cannot show stays."""

from __future__ import annotations

from typing import get_args

from guides.content import Heading, Text
from guides.definition import Step
from guides.parts.launcher import Corner, LauncherIcon
from server.errors import FieldProblem, Invalid
from server.studio.forms.audience_rows import AudienceRow, audience_of, rows_of
from server.studio.forms.form import Form, Json
from server.studio.forms.kind_form import action_said, actions_from, shown_action
from server.studio.forms.rich_text import parsed, typed
from server.studio.forms.settings_form import rows_from
from server.words import N_

DONE_WORDS: dict[str, str] = {
    "chosen": N_("It was chosen"),
    "guide": N_("A guide was completed"),
    "event": N_("Your app told an event"),
    "person": N_("A trait of the person fits"),
    "account": N_("A trait of the account fits"),
    "page": N_("A page was opened"),
    "element": N_("An element is on the page"),
}
"""What ticks a task off: value → words."""


def checklist_from_form(definition: Json, form: Form) -> None:
    """Order, opening, celebration, launcher; title and introduction go into the first step."""
    before = definition.get("checklist") or {}
    definition["checklist"] = before | {
        "order": said(form, "order"),
        "opens_by_itself": is_on(form, "opens_by_itself"),
        "celebrate": is_on(form, "celebrate"),
        "launcher": launcher_from_form(before.get("launcher") or {}, form),
    }
    if not definition["steps"]:
        definition["steps"] = [{"key": "intro", "kind": "slide_out"}]
    intro = definition["steps"][0]
    intro["content"] = _intro(intro.get("content", []), said(form, "intro_title"), said(form, "intro_text"))
    intro["dismissible"] = is_on(form, "dismissible")


def intro_of(step: Step | None) -> tuple[str, str]:
    """Title and text of the introduction as they are typed."""
    content = step.content if step else []
    title = next((typed(block.text) for block in content if isinstance(block, Heading)), "")
    return title, next((typed(block.text) for block in content if isinstance(block, Text)), "")


def _intro(content: list[Json], title: str, text: str) -> list[Json]:
    """The first heading and the first text say this now; other blocks stay where they are."""
    made = list(content)
    for place, (kind, words) in enumerate((("heading", title), ("text", text))):
        at = next((index for index, block in enumerate(made) if block["type"] == kind), None)
        if at is not None and not words:
            made.pop(at)
        elif at is not None:
            made[at] = made[at] | {"text": parsed(words)}
        elif words:
            made.insert(min(place, len(made)), {"type": kind, "text": parsed(words)})
    return made


def launcher_from_form(before: Json, form: Form) -> Json:
    """The button that opens a checklist or a resource center."""
    icon, corner = said(form, "icon"), said(form, "corner")
    return before | {
        "label": said(form, "launcher_label"),
        "icon": icon if icon in get_args(LauncherIcon) else "question",
        "corner": corner if corner in get_args(Corner) else "bottom_end",
        "badge": is_on(form, "badge"),
    }


def task_from_form(task: Json, form: Form) -> Json:
    """One task. Raises `Invalid` when what ticks it off is only half said."""
    if not said(form, "label"):
        raise wrong("label", N_("Say in a few words what is to be done."))
    return task | {
        "label": said(form, "label"),
        "text": said(form, "text"),
        "does": actions_from(task.get("does", []), form),
        "done_when": _done_when(task.get("done_when"), form),
        "shown_when": _shown_when(task.get("shown_when"), form),
    }


def _done_when(before: Json | None, form: Form) -> Json | None:
    how = said(form, "done")
    match how:
        case "keep":
            return before
        case "page":
            return {"page": said(form, "done_page") or "/"}
        case "element":
            return _element(before, said(form, "done_element"))
        case "guide" | "event" | "person" | "account":
            row = AudienceRow(
                how, said(form, "done_name"), _op(how, form), said(form, "done_value"), said(form, "done_days") or "30"
            )
            # What is not filled in yet is asked for on the page; until then the task is done by being chosen.
            return audience_of("all", [row])
    return None


def _shown_when(before: Json | None, form: Form) -> Json | None:
    """Conditions that rows cannot show stay until some are filled in."""
    rows = rows_from(form)
    return before if form.get("as_they_are", "") and not rows else audience_of(said(form, "match"), rows)


def _op(how: str, form: Form) -> str:
    return {"guide": "completed", "event": "did"}.get(how) or said(form, "done_op") or "is"


def _element(before: Json | None, selector: str) -> Json | None:
    """A picked element stays until another selector is written."""
    picked = before if before and before.get("element") == "present" else None
    if picked and not selector:
        return picked
    return {"element": "present", "target": {"selector": selector}} if selector else None


def shown_done(task: Json) -> Json:
    """What the form shows of `done_when`: `how`, and the fields of that way; `keep` for what it cannot show."""
    condition = task.get("done_when")
    shown: Json = {"how": "chosen", "name": "", "op": "is", "value": "", "days": "30", "page": "", "selector": ""}
    if condition is None:
        return shown
    if "page" in condition:
        return shown | {"how": "page", "page": condition["page"]}
    if condition.get("element") == "present":
        return shown | {"how": "element", "selector": condition["target"].get("selector", "")}
    found = rows_of(condition)
    row = found[1][0] if found and len(found[1]) == 1 else None
    fits = (
        row and row.subject in DONE_WORDS and (row.subject not in ("guide", "event") or row.op in ("completed", "did"))
    )
    if row is None or not fits:
        return shown | {"how": "keep"}
    return shown | {"how": row.subject, "name": row.name, "op": row.op, "value": row.value, "days": row.days}


def shown_task(task: Json, form: Form | None = None) -> Json:
    """A task as its form shows it; with `form`, as it was just filled in, half-done choices too."""
    if form is None:
        return {"action": shown_action(task.get("does", [])), "done": shown_done(task)}
    named = {"name": "done_name", "op": "done_op", "value": "done_value", "days": "done_days", "page": "done_page",
             "selector": "done_element"}  # fmt: skip
    known = shown_done(task)
    given = {field: said(form, name) or known[field] for field, name in named.items()}
    return {"action": action_said(form), "done": given | {"how": said(form, "done") or "chosen"}}


def said(form: Form, name: str) -> str:
    return str(form.get(name, "")).strip()


def is_on(form: Form, name: str) -> bool:
    return bool(form.get(name, "") == "on")


def wrong(where: str, message: str) -> Invalid:
    return Invalid(message, fields=[FieldProblem(where, message)])
