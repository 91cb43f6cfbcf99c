"""The fast way of deciding conditions says what the plain one says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter

from guides.conditions import Condition, Facts, reduce
from server.delivery.decided import MOST_REMEMBERED, decided
from tests.factories import NOW

CONDITIONS: TypeAdapter[Any] = TypeAdapter(Condition)
VALUES = [None, "", "billing", "Billing", 0, 1, 1.0, True, False, 7, "7", [], ["billing"], ["x", 1], {"a": 1}]
COMPARISONS = [
    {"is": "billing"}, {"is": 1}, {"is": True}, {"is": "7"}, {"in": ["billing", 7]}, {"contains": "ill"},
    {"starts_with": "b"}, {"at_least": 1}, {"at_most": 0}, {"is_empty": True}, {"is_empty": False},
    {"after": "2026-01-01T00:00:00Z"},
]  # fmt: skip


@pytest.mark.parametrize("comparison", COMPARISONS)
def test_a_remembered_answer_is_the_right_one_for_every_kind_of_value(comparison: dict[str, Any]) -> None:
    condition = CONDITIONS.validate_python({"person": "x"} | comparison)
    decide = decided(condition)
    worlds = [Facts(person={"x": value}, now=NOW) for value in VALUES + VALUES[::-1]]

    assert [decide(facts) for facts in worlds] == [reduce(condition, facts) for facts in worlds]


leaves = some.sampled_from([
    {"person": "role", "is": "billing"},
    {"account": "plan", "in": ["team", "business"]},
    {"membership": "role", "is": "owner"},
    {"language": True, "starts_with": "ja"},
    {"guide": "other", "is": "completed"},
    {"event": "saved", "at_least": 2},
    {"page": "/billing/*"},
    {"element": "present", "target": {"selector": "#x"}},
    {"device": "phone"},
])  # fmt: skip
trees = some.recursive(
    leaves,
    lambda inner: some.one_of(
        some.fixed_dictionaries({"all": some.lists(inner, max_size=4)}),
        some.fixed_dictionaries({"any": some.lists(inner, max_size=4)}),
        some.fixed_dictionaries({"not": inner}),
    ),
)
worlds = some.builds(
    Facts,
    person=some.fixed_dictionaries({"role": some.sampled_from(VALUES)}),
    account=some.fixed_dictionaries({"plan": some.sampled_from(["team", "free", None])}),
    membership=some.fixed_dictionaries({"role": some.sampled_from(["owner", None])}),
    guides=some.sampled_from([{}, {"other": "completed"}]),
    event_days=some.sampled_from([{}, {"saved": {"2026-11-20": 2}}]),
    language=some.sampled_from(["ja-JP", "en"]),
    now=some.just(NOW),
)


@given(trees, some.lists(worlds, min_size=1, max_size=4))
def test_any_tree_is_decided_alike(tree: dict[str, Any], many: list[Facts]) -> None:
    condition = CONDITIONS.validate_python(tree)
    decide = decided(condition)

    assert [decide(facts) for facts in many] == [reduce(condition, facts) for facts in many]


def test_a_flood_of_values_is_not_remembered_for_ever() -> None:
    decide = decided(CONDITIONS.validate_python({"person": "id", "is": "5"}))

    answers = [decide(Facts(person={"id": str(number)})) for number in range(MOST_REMEMBERED * 2)]

    assert [place for place, answer in enumerate(answers) if answer] == [5]


def test_the_contract_s_cases_are_decided_alike() -> None:
    table = json.loads((Path(__file__).parents[2] / "contract" / "conditions.json").read_text())
    known = table["facts"]
    facts = Facts(person=known["person"], account=known["account"], membership=known["membership"], now=NOW)
    conditions = [CONDITIONS.validate_python(case["condition"]) for case in table["cases"]]

    assert len(conditions) > 10
    assert [decided(one)(facts) for one in conditions] == [reduce(one, facts) for one in conditions]
