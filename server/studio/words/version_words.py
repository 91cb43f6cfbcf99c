"""What changed between two definitions, in words people know from the pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from guides.definition import Guide
from guides.diff import Change, diff
from guides.problem import step_title
from guides.target import Target
from server.studio.words.target_words import compared, target_words
from server.words import N_

Translate = Callable[[str], str]

FIELD_WORDS: dict[str, str] = {
    "name": N_("Name"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "purpose": N_("Purpose"),
    "audience": N_("Audience"),
    "trigger": N_("Where and when it starts"),
    "page": N_("Page"),
    "when": N_("Only when"),
    "delay_seconds": N_("Delay in seconds"),
    "manual": N_("Starts only on request"),
    "frequency": N_("How often"),
    "show": N_("Shown"),
    "at_most": N_("At most"),
    "every_days": N_("Days between"),
    "priority": N_("Priority"),
    "schedule": N_("Schedule"),
    "goal": N_("Goal"),
    "experiment": N_("Hold-out"),
    "translations": N_("Translations"),
    "theme": N_("Theme"),
    "target": N_("Element"),
    "place": N_("Position"),
    "content": N_("Content"),
    "buttons": N_("Buttons"),
    "label": N_("Label"),
    "does": N_("Action"),
    "advance": N_("Moves on"),
    "if_missing": N_("When the element is missing"),
    "branch": N_("Branches"),
    "backdrop": N_("Dims the page"),
    "dismissible": N_("Can be closed"),
    "text": N_("Text"),
    "persona": N_("For whom"),
    "pain": N_("Problem"),
    "owner": N_("Owner"),
    "event": N_("Event"),
    "within_days": N_("Within days"),
}


@dataclass(frozen=True)
class ChangeLine:
    """One difference: `where` in words; before and after as text, empty when absent."""

    what: str
    where: str
    before: str
    after: str


def change_lines(old: Guide, new: Guide, translate: Translate) -> list[ChangeLine]:
    """All differences from `old` to `new`, one line each. An element is one line, however much of it changed."""
    lines: dict[tuple[str, str], ChangeLine] = {}
    for change in diff(old, new):
        line = _element_line(change, old, new, translate) or _line(change, old, new, translate)
        lines.setdefault((line.where, line.before + "\n" + line.after), line)
    return list(lines.values())


def _line(change: Change, old: Guide, new: Guide, translate: Translate) -> ChangeLine:
    where = _where(change.path, old, new, translate)
    if change.what == "moved":
        return ChangeLine("moved", where, str(change.before), str(change.after))
    return ChangeLine(change.what, where, _said(change.before, translate), _said(change.after, translate))


def _element_line(change: Change, old: Guide, new: Guide, translate: Translate) -> ChangeLine | None:
    parts = change.path.split(".")
    key, rest = _step_key(change.path, old, new)
    if parts[0] != "steps" or not rest or rest[0] != "target":
        return None
    before, after = (_element(guide, key, translate) for guide in (old, new))
    if before == after:
        before, after = _told_apart(before, old, new, key, translate)
    what = "changed" if before and after else change.what
    return ChangeLine(what, _where(f"steps.{key}.target", old, new, translate), before, after)


def _element(guide: Guide, key: str, translate: Translate) -> str:
    step = guide.step(key)
    return target_words(step.target, translate) if step and step.target else ""


def _told_apart(words: str, old: Guide, new: Guide, key: str, translate: Translate) -> tuple[str, str]:
    """The same words for both elements, with what differs in brackets."""
    was, now = (step.target if (step := guide.step(key)) else None for guide in (old, new))
    if was is None or now is None:
        return words, words
    lines = [line for line in compared(was, now, translate) if line.changed]
    before = ", ".join(f"{line.label} {line.was or '–'}" for line in lines)
    after = ", ".join(f"{line.label} {line.now or '–'}" for line in lines)
    return (f"{words} ({before})", f"{words} ({after})") if lines else (words, words)


def _where(path: str, old: Guide, new: Guide, translate: Translate) -> str:
    """`steps.save.content.1.text` → Step “Save” › Content 1 › Text."""
    key, rest = _step_key(path, old, new)
    said = []
    if key:
        step = new.step(key) or old.step(key)
        said.append(translate(N_("Step “%(step)s”")) % {"step": step_title(step) if step else key})
    for part in rest:
        if part.isdigit() and said:
            said[-1] += f" {part}"
        else:
            said.append(translate(FIELD_WORDS[part]) if part in FIELD_WORDS else part.replace("_", " "))
    return " › ".join(said)


def _step_key(path: str, old: Guide, new: Guide) -> tuple[str, list[str]]:
    """The step a path is about, and what follows. Keys may hold dots, so the known ones decide."""
    if not path.startswith("steps."):
        return "", path.split(".")
    rest = path.removeprefix("steps.")
    keys = {step.key for guide in (old, new) for step in guide.steps}
    fitting = [key for key in keys if rest == key or rest.startswith(key + ".")]
    key = max(fitting, key=len, default=rest)
    return key, [part for part in rest[len(key) :].split(".") if part]


def _said(value: Any, translate: Translate) -> str:
    if value is None or value in ("", [], {}):
        return ""
    match value:
        case bool():
            return translate(N_("yes")) if value else translate(N_("no"))
        case {"text": text}:
            return _said(text, translate)
        case {"label": str(label)}:
            return label
        case {"key": _, "content": _}:
            return _step_said(value, translate)
        case list() if all(isinstance(item, dict) and "text" in item for item in value):
            return "".join(str(item["text"] or item.get("fallback", "")) for item in value)
        case list():
            return ", ".join(_said(item, translate) for item in value)
        case dict():
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def _step_said(step: dict[str, Any], translate: Translate) -> str:
    said = [_said(block, translate) for block in step["content"]]
    if step.get("target"):
        said.append(target_words(Target(step["target"]), translate))
    return " / ".join(part for part in said if part)
