"""A step's form: the texts, buttons and settings that people edit, into the step's JSON.

What the form cannot show travels through it unchanged: each row carries the JSON of its block or button.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from server.errors import FieldProblem, Invalid
from server.studio.forms.branch_form import branches_from_form
from server.studio.forms.form import Form, Json
from server.studio.forms.kind_form import kind_fields, question_fields
from server.studio.forms.rich_text import parsed
from server.words import N_

EDITABLE_BLOCKS = ("heading", "text", "list", "callout", "code", "image", "video", "question")
SECONDARY = ("back", "dismiss", "snooze")


def step_from_form(step: Json, form: Form) -> Json:
    """The step with what the form says. Raises `Invalid` for links without an address."""
    kind = str(form.get("kind", step["kind"]))
    return step | {
        "kind": kind,
        "page": str(form.get("page", "")).strip(),
        "content": blocks_from_form(form),
        "buttons": [button for row in _rows(form, "button") if (button := _button(row)) is not None],
        "advance": _advance(step.get("advance", []), form.get("advance_click", "") == "on"),
        "dismissible": form.get("dismissible", "") == "on",
        "backdrop": form.get("backdrop", "") == "on",
        "place": step.get("place", {}) | {"side": str(form.get("side", "auto"))},
        "if_missing": _if_missing(step.get("if_missing", {}), form),
        "branch": branches_from_form(step.get("branch", []), form),
        **kind_fields(step | {"kind": kind}, form),
    }


def blocks_from_form(form: Form) -> list[Json]:
    """The blocks, without those that were left empty."""
    return [block for row in _rows(form, "block") if (block := _block(row, form)) is not None]


def _rows(form: Form, name: str) -> list[dict[str, str]]:
    """The rows of a repeated group: `block_type`, `block_text`, … are lists of equal length."""
    fields = {"block": ("type", "text", "more", "json"), "button": ("label", "action", "link", "json")}[name]
    columns = [[str(value) for value in form.getlist(f"{name}_{field}")] for field in fields]
    return [dict(zip(fields, values, strict=True)) for values in zip(*columns, strict=True)]


def _original(row: Mapping[str, str]) -> Json:
    try:
        original = json.loads(row["json"] or "{}")
    except ValueError:
        original = {}
    return original if isinstance(original, dict) else {}


def _block(row: Mapping[str, str], form: Form) -> Json | None:
    original, kind, text = _original(row), row["type"], row["text"].strip()
    asked = question_fields(str(original.get("key", "")), form) if kind == "question" else {}
    if kind not in EDITABLE_BLOCKS or (kind == "question" and not asked):
        return original or None
    if not text:
        return None
    if kind == "question":
        return original | {"type": kind, "text": parsed(text)} | asked
    return original | {"type": kind} | _BLOCK_FIELDS[kind](text, row["more"].strip())


_BLOCK_FIELDS: dict[str, Callable[[str, str], Json]] = {
    "heading": lambda text, _more: {"text": parsed(text)},
    "text": lambda text, _more: {"text": parsed(text)},
    "callout": lambda text, more: {"text": parsed(text), "tone": more or "info"},
    "list": lambda text, more: {
        "items": [parsed(line) for line in text.splitlines() if line.strip()],
        "ordered": more == "ordered",
    },
    "code": lambda text, _more: {"text": text},
    "image": lambda text, more: {"source": text, "alt": more},
    "video": lambda text, more: {"source": text, "title": more},
}


def _button(row: Mapping[str, str]) -> Json | None:
    original, label, action = _original(row), row["label"].strip(), row["action"]
    if not label:
        return None
    if action == "keep":
        return original | {"label": label}
    does = _action(action, row["link"].strip())
    looks = original.get("look") or ("secondary" if action in SECONDARY else "primary")
    return original | {"label": label, "does": [does], "look": looks}


def _action(action: str, link: str) -> Json:
    if action.startswith("go_to:"):
        return {"do": "go_to", "step": action.removeprefix("go_to:")}
    if action == "open":
        if not link:
            problem = FieldProblem("buttons", N_("Write the address that the button opens."))
            raise Invalid(problem.message, fields=[problem])
        return {"do": "open", "link": link}
    return {"do": action}


def action_of(button: Json) -> str:
    """The form's word for what a button does; `keep` for what the form cannot show."""
    does = button.get("does", [])
    if len(does) != 1:
        return "keep"
    do = does[0]["do"]
    if do == "go_to":
        return f"go_to:{does[0]['step']}"
    simple = do in ("next", "back", "dismiss", "complete") or (do == "open" and not does[0].get("new_tab"))
    return str(do) if simple else "keep"


def _advance(advance: list[Json], by_click: bool) -> list[Json]:
    others = [rule for rule in advance if not _is_own_click(rule)]
    return [{"on": "click"}, *others] if by_click else others


def _is_own_click(rule: Json) -> bool:
    return rule.get("on") == "click" and not rule.get("target")


def advances_by_click(step: Json) -> bool:
    """Whether clicking the step's own element moves on."""
    return any(_is_own_click(rule) for rule in step.get("advance", []))


def _if_missing(before: Json, form: Form) -> Json:
    then = str(form.get("missing_then", ""))
    try:
        wait = float(form.get("missing_wait", "") or before.get("wait_seconds", 10))
    except ValueError as error:
        problem = FieldProblem("if_missing", N_("Write the seconds to wait as a number."))
        raise Invalid(problem.message, fields=[problem]) from error
    return before | {"wait_seconds": wait} | ({"then": then} if then and then != "keep" else {})
