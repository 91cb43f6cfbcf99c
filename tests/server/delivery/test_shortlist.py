"""The shortlist offers exactly what asking every guide would."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from guides.conditions import Facts, GuideState
from guides.definition import Guide
from server.delivery.live_guide import LiveGuide
from server.delivery.shortlist import MOST_BYTES, Offers, Shortlist
from tests.factories import NOW, guide_definition
from tests.server.delivery.test_decided import trees, worlds

RUNS: list[dict[str, Any] | None] = [
    None,
    {"status": "started", "last_at": NOW.timestamp() - 60, "shown": 1},
    {"status": "started", "last_at": 0, "shown": 1},
    {"status": "completed", "last_at": 0, "shown": 3},
]
KINDS: list[dict[str, Any]] = [
    {},
    {"frequency": {"show": "once"}},
    {"experiment": {"holdout_percent": 50}},
    {"schedule": {"until": "2020-01-01T00:00:00Z"}},
]


def offered(offers: Offers) -> list[tuple[str, Any]]:
    return [(offer.live.guide.key, offer.when) for offer in offers.offers]


@given(
    some.lists(some.tuples(trees, some.sampled_from(KINDS)), min_size=1, max_size=6),
    some.lists(worlds, min_size=1, max_size=5),
    some.data(),
)
def test_remembering_changes_no_answer(
    made: list[tuple[dict[str, Any], dict[str, Any]]], many: list[Facts], data: some.DataObject
) -> None:
    guides = [
        LiveGuide(guide_definition(f"guide-{number}", audience=tree, **kind), 1, ["en"])
        for number, (tree, kind) in enumerate(made)
    ]
    remembering = Shortlist(guides)
    for facts in many:
        drawn = {live.guide.key: data.draw(some.sampled_from(RUNS)) for live in guides}
        states = {key: run for key, run in drawn.items() if run}

        assert offered(remembering.of("ann", states, facts)) == offered(Shortlist(guides).of("ann", states, facts))
        assert offered(remembering.of("ann", {}, facts)) == [
            one for live in guides for one in offered(Shortlist([live]).of("ann", {}, facts))
        ]


def asked(key: str, audience: dict[str, Any]) -> Guide:
    return guide_definition(key, audience=audience)


def test_a_guide_with_a_run_is_asked_by_itself() -> None:
    live = [LiveGuide(asked(key, {"person": "role", "is": "billing"}), 1, ["en"]) for key in ("a", "b", "c")]
    shortlist = Shortlist(live)
    billing, sales = Facts(person={"role": "billing"}, now=NOW), Facts(person={"role": "sales"}, now=NOW)
    states = {"b": RUNS[1]}

    assert [key for key, _ in offered(shortlist.of("ann", {}, billing))] == ["a", "b", "c"]
    assert [key for key, _ in offered(shortlist.of("ann", states, sales))] == ["b"]
    assert [key for key, _ in offered(shortlist.of("ann", states, billing))] == ["a", "b", "c"]


def test_a_state_a_condition_asks_for_counts() -> None:
    shortlist = Shortlist([LiveGuide(asked("next", {"guide": "first", "is": "completed"}), 1, ["en"])])
    answers: dict[GuideState, int] = {"completed": 1, "started": 0, "dismissed": 0}
    for state, count in answers.items():
        assert len(shortlist.of("ann", {}, Facts(guides={"first": state}, now=NOW)).offers) == count


def test_texts_are_kept_within_bounds() -> None:
    shortlist = Shortlist([LiveGuide(guide_definition(), 1, ["en"])])
    facts = Facts(now=NOW)
    for number in range(100):
        shortlist.remember(shortlist.of("ann", {}, facts), f"l{number}", b"x" * (MOST_BYTES // 10))
    assert len(shortlist.of("ann", {}, facts).texts) <= 10
