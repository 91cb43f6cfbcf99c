"""Which of an environment's guides may start for somebody, without asking all of them every time.

Most conditions ask for the same few values (role, plan, language, …). People in whom these are equal get the same
guides, so the answer is remembered by those values; only guides that ask for more are asked for each session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guides.conditions import (
    AccountIs,
    AllOf,
    AnyOf,
    Condition,
    DeviceIs,
    ElementIs,
    Facts,
    GuideIs,
    LanguageIs,
    MembershipIs,
    NotOf,
    PageIs,
    PersonIs,
)
from server.delivery.gates import asked_lately, condition_for, when_for
from server.delivery.live_guide import LiveGuide, When

Ask = Callable[[Facts], Any]
MOST_REMEMBERED = 2000
MOST_BYTES = 16 * 1024 * 1024
ENTRY_BYTES = 300
"""What keeping a text costs beside itself, so that empty ones under made-up languages cannot pile up."""
MOST_VALUES = 60
"""A guide that would make more values count for everybody is asked by itself."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A guide that may start; `position` is its place in the order of importance."""

    position: int
    live: LiveGuide
    when: When


@dataclass(slots=True)
class Offers:
    """What people with the same values are offered. `texts` keeps the JSON of all of it by language, when that is the
    same for all of them (`alike`).
    """

    offers: tuple[Offer, ...]
    alike: bool = False
    texts: dict[str, bytes] = field(default_factory=dict)


class Shortlist:
    """For one environment at one revision, its guides in the order of importance."""

    def __init__(self, guides: Sequence[LiveGuide]) -> None:
        self._alike: list[tuple[int, LiveGuide]] = []
        self._alone: list[tuple[int, LiveGuide]] = []
        self._asks: dict[tuple[str, str], Ask] = {}
        self._remembered: dict[tuple[Any, ...], Offers] = {}
        self._bytes = 0
        self._by_key = {live.guide.key: (position, live) for position, live in enumerate(guides)}
        for position, live in enumerate(guides):
            (self._alike if self._learn(live) else self._alone).append((position, live))

    def of(self, person: str, states: Mapping[str, Any], facts: Facts, start: str | None = None) -> Offers:
        """`states` are the person's runs by guide: a guide they know is asked by itself. `start` comes in any case."""
        alike = self._offers(facts)
        known = self._known((*states, start or ""))
        if not known and not self._alone:
            return alike
        asked = dict(self._alone) | dict(known)
        offers = [offer for offer in alike.offers if offer.position not in asked]
        for position, live in asked.items():
            when = live.guide.key == start or when_for(live, person, states.get(live.guide.key), facts)
            if when is not False:
                offers.append(Offer(position, live, when))
        met = [live for _, live in known if live.guide.kind == "survey"]
        if met:
            offers = [offer for offer in offers if not asked_lately(offer.live, met, states, facts)]
        offers.sort(key=lambda offer: offer.position)
        return Offers(tuple(offers))

    def known(self, states: Mapping[str, Any]) -> list[LiveGuide]:
        """The environment's guides of which the person has runs."""
        return [live for _, live in self._known(states)]

    def _known(self, keys: Iterable[str]) -> list[tuple[int, LiveGuide]]:
        return [self._by_key[key] for key in keys if key in self._by_key]

    def remember(self, offers: Offers, language: str, text: bytes) -> None:
        """Keeps the JSON of these offers, as long as all that is kept stays within MOST_BYTES."""
        if not offers.alike:
            return
        self._bytes += len(text) + ENTRY_BYTES
        if self._bytes > MOST_BYTES:
            self._bytes = 0
            self._remembered.clear()
            return
        offers.texts[language] = text

    def _learn(self, live: LiveGuide) -> bool:
        """Whether the values that count can decide about this guide."""
        asks = dict(_asks(live.condition))
        decidable = live.for_everybody and not live.is_personal and None not in asks.values()
        if not decidable or len(self._asks | asks) > MOST_VALUES:
            return False
        self._asks |= {name: ask for name, ask in asks.items() if ask is not None}
        return True

    def _offers(self, facts: Facts) -> Offers:
        values = [ask(facts) for ask in self._asks.values()]
        # 1, 1.0 and True are equal, but different values to a condition.
        key = (*values, *map(type, values))
        try:
            known = self._remembered.get(key)
        except TypeError:  # a list or an object among the values
            return self._decided(facts)
        if known is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[key] = self._decided(facts)
        return known

    def _decided(self, facts: Facts) -> Offers:
        decided = ((position, live, condition_for(live, facts)) for position, live in self._alike)
        offers = tuple(Offer(*one) for one in decided if one[2] is not False)
        return Offers(offers, alike=not any(offer.live.variables or offer.live.branches for offer in offers))


def _asks(condition: Condition | None) -> Iterator[tuple[tuple[str, str], Ask | None]]:
    """The values a condition asks for, by topic and name. None: more than values, such as counts or the time."""
    match condition:
        case None | PageIs() | ElementIs() | DeviceIs():
            return
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from _asks(part)
        case NotOf():
            yield from _asks(condition.not_)
        case PersonIs(person=name):
            yield ("person", name), lambda facts: facts.person.get(name)
        case AccountIs(account=name):
            yield ("account", name), lambda facts: facts.account.get(name)
        case MembershipIs(membership=name):
            yield ("membership", name), lambda facts: facts.membership.get(name)
        case GuideIs(guide=name):
            yield ("guide", name), lambda facts: facts.guides.get(name)
        case LanguageIs():
            yield ("language", ""), lambda facts: facts.language
        case _:
            yield ("more", type(condition).__name__), None
