"""A guide's settings as one plain sentence: to whom, where, when, how often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guides.definition import Guide
from guides.showing import Frequency, Trigger
from server.studio.words.condition_words import NO_NAMES, ConditionWords
from server.words import N_

Translate = Callable[[str], str]

SHOWS: dict[str, str] = {
    "once": N_("once"),
    "every_session": N_("once in every session"),
    "until_completed": N_("until they complete it"),
    "always": N_("every time"),
}


@dataclass(frozen=True)
class Sentence:
    """The sentence in pieces, so that a page can set off what an author chose: `text` with %(name)s for `pieces`."""

    text: str
    pieces: dict[str, str]

    def __str__(self) -> str:
        return self.text % self.pieces


def settings_sentence(
    guide: Guide, translate: Translate, guide_names: Mapping[str, str], segment_names: Mapping[str, str] = NO_NAMES
) -> Sentence:
    """“Show to people when the account's plan is “team”, on /billing/*, until they complete it.”"""
    pieces = {
        "who": audience_words(guide, translate, guide_names, segment_names),
        "where": _start_words(guide, translate, ConditionWords(translate, guide_names, segment_names)),
        "often": often_words(guide.frequency, translate),
    }
    if guide.trigger.manual:
        return Sentence(translate(N_("Starts only when your app or a link asks for it, for %(who)s.")), pieces)
    if guide.trigger.delay_seconds:
        pieces["delay"] = f"{guide.trigger.delay_seconds:g}"
        text = N_("Show to %(who)s, %(where)s, after %(delay)s s, %(often)s.")
    else:
        text = N_("Show to %(who)s, %(where)s, %(often)s.")
    return Sentence(translate(text), pieces)


def audience_words(
    guide: Guide, translate: Translate, guide_names: Mapping[str, str], segment_names: Mapping[str, str] = NO_NAMES
) -> str:
    """Who may see it."""
    if guide.audience is None:
        return translate(N_("everybody"))
    words = ConditionWords(translate, guide_names, segment_names).say(guide.audience)
    return translate(N_("people when %(conditions)s")) % {"conditions": words}


def _start_words(guide: Guide, translate: Translate, words: ConditionWords) -> str:
    """On which page, and what else must be so."""
    where = where_words(guide.trigger, translate)
    if guide.trigger.when is None:
        return where
    conditions = words.say(guide.trigger.when)
    return translate(N_("%(where)s, only while %(conditions)s")) % {"where": where, "conditions": conditions}


def where_words(trigger: Trigger, translate: Translate) -> str:
    """On which page it begins."""
    if not trigger.page:
        return translate(N_("on every page"))
    return translate(N_("on %(page)s")) % {"page": trigger.page.replace("|", translate(N_(" or ")))}


def often_words(frequency: Frequency, translate: Translate) -> str:
    """How often one person meets it."""
    said = [translate(SHOWS[frequency.show])]
    if frequency.at_most is not None:
        text = N_("at most once") if frequency.at_most == 1 else N_("at most %(times)s times")
        said.append(translate(text) % {"times": frequency.at_most})
    if frequency.every_days is not None:
        text = N_("not again within a day") if frequency.every_days == 1 else N_("not again within %(days)s days")
        said.append(translate(text) % {"days": f"{frequency.every_days:g}"})
    return translate(N_(", ")).join(said)
