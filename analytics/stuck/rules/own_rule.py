"""Findings of the rules that members wrote without code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from analytics.stuck.arrays import moment
from analytics.stuck.conclusion import Because, Candidates, Conclusion, Value
from analytics.stuck.own_rules import OwnRule
from analytics.stuck.rules.own_rule_facts import facts_of_people
from analytics.stuck.view import MOST_EVIDENCE, View
from analytics.words import N_
from guides.conditions import reduce


def own_rules(view: View) -> Iterator[Candidates]:
    """One candidate per rule and person (or account) for whom the rule's condition holds."""
    rules = view.guidance.rules
    if not rules:
        return
    holds: dict[tuple[int, int], list[int]] = defaultdict(list)
    for person, account, facts in facts_of_people(view):
        for place, rule in enumerate(rules):
            if reduce(rule.when, facts) is True:
                subject = person if rule.about == "person" else account
                holds[place, subject].append(person)
    for (place, subject), people in sorted(holds.items()):
        rule = rules[place]
        if rule.about == "account" and not view.journal.names.accounts[subject]:
            continue
        yield Candidates.one(f"own_rule:{rule.key}", subject, True, partial(_tell, view, rule, subject, people))


def _tell(view: View, rule: OwnRule, subject: int, people: list[int]) -> Conclusion:
    names, journal = view.journal.names, view.journal
    places = [place for person in people for place in (journal.person == person).nonzero()[0][-MOST_EVIDENCE:].tolist()]
    latest = sorted(places)[-MOST_EVIDENCE:]
    values: dict[str, Value] = {"rule": rule.name}
    message = N_("Your rule “%(rule)s” holds")
    if rule.about == "account":
        values["people"] = len(people)
        message = N_("Your rule “%(rule)s” holds for %(people)s of its people")
    name = names.people[subject] if rule.about == "person" else names.accounts[subject]
    account = names.accounts[int(journal.account[latest[-1]])] if rule.about == "person" else name
    return Conclusion(
        kind="own_rule",
        identity=f"own_rule:{rule.key}:{name}"[:500],
        since=moment(int(journal.at[latest[-1]])),
        severity=rule.severity,
        probability=1.0,
        confidence=1.0,
        because=Because(message, values),
        person=name if rule.about == "person" else None,
        account=account or None,
        evidence=tuple(journal.ids[place] for place in latest),
    )
