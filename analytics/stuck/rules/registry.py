"""Every rule, in the order in which findings are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analytics.stuck.conclusion import Candidates
from analytics.stuck.rules.account_change import account_changes
from analytics.stuck.rules.broken_step import broken_steps
from analytics.stuck.rules.content_problem import content_problems
from analytics.stuck.rules.own_rule import own_rules
from analytics.stuck.rules.stuck_account import stuck_accounts
from analytics.stuck.rules.stuck_person import abandoned, stuck_people
from analytics.stuck.view import View

Rule = Callable[[View], Iterator[Candidates]]

RULES: list[Rule] = [
    stuck_people,
    abandoned,
    broken_steps,
    content_problems,
    stuck_accounts,
    account_changes,
    own_rules,
]
