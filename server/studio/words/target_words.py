"""An element, said in words: the button “Save” under “Invoices”. From what the picker saw; never shown to end users."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from guides.target import Target
from server.words import N_

Translate = Callable[[str], str]

ROLE_WORDS: dict[str, str] = {
    "button": N_("button"),
    "link": N_("link"),
    "textbox": N_("text field"),
    "searchbox": N_("search field"),
    "combobox": N_("choice"),
    "checkbox": N_("checkbox"),
    "radio": N_("option"),
    "switch": N_("switch"),
    "tab": N_("tab"),
    "menuitem": N_("menu item"),
    "option": N_("list option"),
    "row": N_("row"),
    "cell": N_("cell"),
    "heading": N_("heading"),
    "img": N_("picture"),
    "dialog": N_("dialog"),
    "navigation": N_("navigation"),
    "table": N_("table"),
}


def target_words(target: Target, translate: Translate) -> str:
    """What the step points at, as a person would say it."""
    root = target.root
    if isinstance(root.get("selector"), str):
        return translate(N_("the element %(selector)s")) % {"selector": root["selector"]}
    if isinstance(root.get("guideId"), str):
        return translate(N_("the element marked data-guide-id=%(id)s")) % {"id": root["guideId"]}
    return _seen(root.get("evidence"), translate)


def _seen(evidence: Any, translate: Translate) -> str:
    seen: dict[str, Any] = evidence if isinstance(evidence, dict) else {}
    what = _role(seen, translate)
    name = seen.get("accessibleName") or seen.get("label") or seen.get("text") or seen.get("name") or seen.get("id")
    words = translate(N_("%(what)s “%(name)s”")) % {"what": what, "name": name} if name else what
    part, called = _part(seen.get("landmark"), translate)
    if place := seen.get("heading") or called:
        return translate(N_("%(what)s under “%(place)s”")) % {"what": words, "place": place}
    return translate(N_("%(what)s in the %(part)s")) % {"what": words, "part": part} if part else words


PART_WORDS: dict[str, str] = {
    "banner": N_("page header"),
    "contentinfo": N_("page footer"),
    "complementary": N_("side area"),
    "navigation": N_("navigation"),
    "dialog": N_("dialog"),
    "search": N_("search area"),
    "menu": N_("menu"),
    "menubar": N_("menu"),
    "toolbar": N_("toolbar"),
}
"""Parts of a page that say something without a name of their own."""


def _part(landmark: Any, translate: Translate) -> tuple[str, str]:
    """“dialog Settings” → (dialog, Settings), the first in words; empty where it says nothing."""
    role, _, called = str(landmark or "").partition(" ")
    return translate(PART_WORDS[role]) if role in PART_WORDS else "", called


def _role(seen: dict[str, Any], translate: Translate) -> str:
    role = str(seen.get("role") or "")
    if role in ROLE_WORDS:
        return translate(ROLE_WORDS[role])
    return f"<{seen['tag']}>" if seen.get("tag") else translate(N_("element"))


def target_doubts(target: Target) -> list[str]:
    """What could make the finder lose it, as msgids; empty when it should last."""
    fragile = target.root.get("fragile")
    return [DOUBTS[word] for word in fragile if word in DOUBTS] if isinstance(fragile, list) else []


DOUBTS: dict[Any, str] = {
    "text": N_("Only its wording tells it from its neighbours: a new label would hide it."),
    "position": N_("Only its place tells it from its neighbours: a new row or button would hide it."),
    "structure": N_("Only the page's structure tells it apart: a redesign would hide it."),
}


@dataclass(frozen=True)
class EvidenceLine:
    """One kind of evidence of two targets, as texts; empty when absent."""

    label: str
    was: str
    now: str

    @property
    def changed(self) -> bool:
        return self.was != self.now


def compared(was: Target, now: Target, translate: Translate) -> list[EvidenceLine]:
    """The evidence of both side by side, in plain words; only kinds that one of them has."""
    before, after = _evidence_texts(was, translate), _evidence_texts(now, translate)
    names = [name for name in EVIDENCE_WORDS if before.get(name) or after.get(name)]
    return [EvidenceLine(translate(EVIDENCE_WORDS[name]), before.get(name, ""), after.get(name, "")) for name in names]


def _evidence_texts(target: Target, translate: Translate) -> dict[str, str]:
    root: dict[str, Any] = target.root
    evidence = root.get("evidence")
    seen: dict[str, Any] = evidence if isinstance(evidence, dict) else {}
    hooks = seen.get("testHooks") or {}
    texts = {name: seen.get(name) for name in ("accessibleName", "label", "id", "name", "heading")}
    texts |= {"selector": root.get("selector"), "guideId": root.get("guideId")}
    texts["landmark"] = " ".join(part for part in _part(seen.get("landmark"), translate) if part)
    texts["kind"] = _role(seen, translate) if seen else ""
    texts["testHooks"] = ", ".join(f"{name}={value}" for name, value in hooks.items())
    texts["classes"] = ", ".join(seen.get("classes") or [])
    return {name: str(text) for name, text in texts.items() if text}


EVIDENCE_WORDS: dict[str, str] = {
    "kind": N_("Kind"),
    "accessibleName": N_("Words"),
    "label": N_("Label"),
    "guideId": "data-guide-id",
    "selector": N_("CSS selector"),
    "testHooks": N_("Test hook"),
    "id": "id",
    "name": N_("Field name"),
    "classes": N_("Classes"),
    "heading": N_("Heading above"),
    "landmark": N_("Part of the page"),
}
