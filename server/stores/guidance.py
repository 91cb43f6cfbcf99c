"""Thresholds, own rules, product tasks and verdicts: what members tell the stuck model beside the events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlmodel import col, func, select

from analytics.stuck.guidance import Guidance, Outcome, Thresholds, Verdict
from analytics.stuck.own_rules import OwnRule
from analytics.stuck.past.tasks import Task
from analytics.stuck.rules.account_context import KEY_ROLES
from server.errors import NotFound
from server.models import Account, Environment, Finding, FindingVerdict, Membership, Person, ProductTask, StuckRule
from server.stores.guides import GuideStore
from server.stores.scoped import ScopedStore

MOST_VERDICTS: Final = 20_000
"""The latest of them teach the model; older ones are about an app that has changed since."""


class GuidanceStore(ScopedStore):
    """Of the scope's environment."""

    def guidance(self) -> Guidance:
        """Everything, as the model takes it. People and accounts are read only when a rule asks about them."""
        rules = tuple(OwnRule.model_validate(row.definition) for row in self.rules() if row.enabled)
        return Guidance(
            thresholds=self.thresholds(),
            outcomes=self._outcomes(),
            roles=self._roles(key_ones=not rules),
            tasks=tuple(Task(row.key, frozenset(row.tried_by), frozenset(row.done_by)) for row in self.tasks()),
            beside=GuideStore(self.session, self.scope).beside(),
            rules=rules,
            people=self._people() if rules else {},
            accounts=self._accounts(),
        )

    def thresholds(self) -> Thresholds:
        """The environment's own, else the usual ones."""
        return Thresholds(**self._environment().thresholds)

    def set_thresholds(self, thresholds: Thresholds) -> None:
        environment = self._environment()
        environment.thresholds = {"opens": thresholds.opens, "stays": thresholds.stays}
        self.session.add(environment)

    def rules(self) -> list[StuckRule]:
        return list(self.session.exec(self.rows(StuckRule).order_by(col(StuckRule.id))))

    def rule(self, rule_id: str) -> StuckRule:
        """Raises `NotFound`."""
        row = self.by_id(StuckRule, rule_id)
        if row is None:
            raise NotFound("There is no such rule.")
        return row

    def save_rule(self, rule: OwnRule, row: StuckRule | None, now: datetime) -> None:
        """Adds the rule, or puts it in the place of `row`."""
        row = row or StuckRule(
            workspace_id=self.scope.workspace_id, environment_id=self.scope.environment_id, key="", changed_at=now
        )
        row.key, row.changed_by, row.changed_at = rule.key, self.scope.author_id, now
        row.definition = rule.model_dump(mode="json", by_alias=True, exclude_none=True)
        self.session.add(row)

    def tasks(self) -> list[ProductTask]:
        return list(self.session.exec(self.rows(ProductTask).order_by(col(ProductTask.id))))

    def task(self, task_id: str) -> ProductTask:
        """Raises `NotFound`."""
        row = self.by_id(ProductTask, task_id)
        if row is None:
            raise NotFound("There is no such task.")
        return row

    def add_task(self, task: Task, name: str, now: datetime) -> None:
        """A task's events do not change: another set of events is another task."""
        self.session.add(
            ProductTask(
                workspace_id=self.scope.workspace_id,
                environment_id=self.scope.environment_id,
                key=task.key,
                name=name,
                tried_by=sorted(task.tried_by),
                done_by=sorted(task.done_by),
                created_at=now,
            )
        )

    def verdict_about(self, finding: Finding) -> FindingVerdict | None:
        return self.session.exec(self.rows(FindingVerdict).where(FindingVerdict.finding_id == finding.id)).first()

    def say(self, finding: Finding, verdict: Verdict, now: datetime) -> None:
        """Keeps a verdict about a finding of a person at a step; a newer one takes the place of the older."""
        if not (finding.person_key and finding.guide_key and finding.step_key):
            return
        row = self.verdict_about(finding) or FindingVerdict(
            workspace_id=finding.workspace_id,
            environment_id=finding.environment_id,
            finding_id=finding.id,
            person_key=finding.person_key,
            guide_key=finding.guide_key,
            step_key=finding.step_key,
            verdict=verdict,
            flagged_at=finding.opened_at,
            said_at=now,
        )
        row.verdict, row.said_at, row.said_by = verdict, now, self.scope.author_id
        self.session.add(row)

    def take_back(self, finding: Finding) -> None:
        row = self.verdict_about(finding)
        if row is not None:
            self.session.delete(row)

    def remove(self, row: StuckRule | ProductTask) -> None:
        self.session.delete(row)

    def _environment(self) -> Environment:
        environment = self.session.get(Environment, self.scope.environment_id)
        assert environment is not None, "a scope names an environment that exists"
        return environment

    def _outcomes(self) -> tuple[Outcome, ...]:
        latest = self.rows(FindingVerdict).order_by(col(FindingVerdict.said_at).desc()).limit(MOST_VERDICTS)
        return tuple(
            Outcome(row.person_key, row.guide_key, row.step_key, row.flagged_at, row.said_at, row.verdict)  # type: ignore[arg-type]
            for row in self.session.exec(latest)
        )

    def _roles(self, key_ones: bool) -> dict[str, str]:
        """Everybody's, or only the roles that weigh more in their accounts: nearly everybody has some role."""
        role = col(Membership.traits)["role"].as_string()
        query = select(Person.key, role).join(Person, col(Person.id) == Membership.person_id)
        wanted = func.lower(role).in_(KEY_ROLES) if key_ones else role.is_not(None)
        return dict(self.session.exec(query.where(*self.walls(Person), wanted)).all())

    def _people(self) -> dict[str, Mapping[str, Any]]:
        query = select(Person.key, Person.traits).where(*self.walls(Person), col(Person.anonymous).is_(False))
        return dict(self.session.exec(query).all())

    def _accounts(self) -> dict[str, Mapping[str, Any]]:
        known: dict[str, Mapping[str, Any]] = {}
        for row in self.session.exec(self.rows(Account)):
            own = {"name": row.name, "plan": row.plan, "stage": row.stage, "arr": row.arr}
            known[row.key] = {**row.traits, **{name: value for name, value in own.items() if value not in (None, "")}}
        return known
