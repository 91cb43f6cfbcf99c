"""What the CSMs' pages share: the stores of a request, names, sentences."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from fastapi import Request
from sqlmodel import Session

from analytics.store import EventStore
from server.auth.current import SignedIn
from server.models import Account, Finding, Person
from server.services import services_of
from server.stores.accounts import AccountStore
from server.stores.directory import Directory
from server.stores.findings import FindingStore
from server.stores.follow_ups import FollowUpStore
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.stores.people import PersonStore
from server.success.names import GuideNames, guide_names
from server.success.sayings import Sayings
from server.templating import locale_of


@dataclass
class Desk:
    """One request's view of the scope it may see."""

    request: Request
    session: Session
    signed_in: SignedIn

    @cached_property
    def findings(self) -> FindingStore:
        return FindingStore(self.session, self.signed_in.scope)

    @cached_property
    def follow_ups(self) -> FollowUpStore:
        return FollowUpStore(self.session, self.signed_in.scope)

    @cached_property
    def people(self) -> PersonStore:
        return PersonStore(self.session, self.signed_in.scope)

    @cached_property
    def accounts(self) -> AccountStore:
        return AccountStore(self.session, self.signed_in.scope)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.session, self.signed_in.scope)

    @cached_property
    def events(self) -> EventStore:
        return services_of(self.request).store

    @property
    def environment_id(self) -> str:
        return self.signed_in.environment.id

    @cached_property
    def names(self) -> GuideNames:
        return guide_names(GuideStore(self.session, self.signed_in.scope))

    @cached_property
    def member_names(self) -> dict[str, str]:
        return MemberStore(self.session, self.signed_in.scope).names()

    @cached_property
    def colleagues(self) -> list[tuple[str, str]]:
        """(id, name) of the members who work follow-ups."""
        members = MemberStore(self.session, self.signed_in.scope).all()
        able = [one for one in members if one.disabled_at is None and one.role in ("owner", "admin", "csm")]
        return [(one.id, one.name) for one in able]

    @cached_property
    def sayings(self) -> Sayings:
        return Sayings(locale_of(self.request), self.names.steps)

    def because(self, finding: Finding) -> str:
        return self.sayings.because(finding.because)

    def accounts_of(self, findings: Collection[Finding]) -> dict[str, Account]:
        return self.accounts.of_keys({one.account_key for one in findings if one.account_key})

    def people_of(self, findings: Collection[Finding]) -> dict[str, Person]:
        return self.people.of_keys({one.person_key for one in findings if one.person_key})

    def handled(self) -> frozenset[str]:
        """Findings that somebody has resolved a follow-up about."""
        return frozenset(one for row in self.follow_ups.resolved() for one in row.finding_ids)
