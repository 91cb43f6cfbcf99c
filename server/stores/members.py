"""Members, their log-ins and API tokens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, func, select

from server.auth.passwords import hash_password
from server.auth.secrets import fingerprint, new_token
from server.errors import Conflict, NotFound
from server.models import ApiToken, LogIn, Member
from server.models.tenancy import Role
from server.stores import doors
from server.stores.scoped import ScopedStore


class MemberStore(ScopedStore):
    def all(self) -> list[Member]:
        """By name, those who may no longer log in last."""
        query = self.rows(Member).order_by(col(Member.disabled_at).is_not(None), Member.name)
        return list(self.session.exec(query))

    def get(self, member_id: str) -> Member:
        row = self.by_id(Member, member_id)
        if row is None:
            raise NotFound("There is no such member.")
        return row

    def names(self) -> dict[str, str]:
        """Member id → name, for lists that show who did something."""
        return {member.id: member.name for member in self.session.exec(self.rows(Member))}

    def create(self, email: str, name: str, role: Role, password: str, now: datetime, locale: str = "en") -> Member:
        """A new member. Raises `Conflict` when the address is taken, `ValueError` when the password is too short."""
        if doors.email_is_taken(self.session, email):
            raise Conflict(f"{email} belongs to a member already.")
        row = Member(
            workspace_id=self.scope.workspace_id,
            email=email.strip().lower(),
            name=name.strip(),
            role=role,
            password_hash=hash_password(password),
            locale=locale,
            created_at=now,
        )
        self.session.add(row)
        self.session.flush()
        return row

    def set_role(self, member: Member, role: Role) -> None:
        """Raises `Conflict` when nobody would be owner any more."""
        if member.role == "owner" and role != "owner":
            self._keep_an_owner()
        member.role = role
        self.session.add(member)

    def disable(self, member: Member, now: datetime) -> None:
        """Ends the member's log-ins; they cannot log in again until `enable`."""
        if member.role == "owner":
            self._keep_an_owner()
        member.disabled_at = now
        self.session.add(member)
        self.end_log_ins(member)

    def enable(self, member: Member) -> None:
        member.disabled_at = None
        self.session.add(member)

    def set_password(self, member: Member, password: str) -> None:
        """Ends every log-in made with the old password. Raises `ValueError` when it is too short."""
        member.password_hash = hash_password(password)
        self.session.add(member)
        self.end_log_ins(member)

    def end_log_ins(self, member: Member) -> None:
        self.session.execute(delete(LogIn).where(col(LogIn.member_id) == member.id, *self.walls(LogIn)))

    def _keep_an_owner(self) -> None:
        owners = select(func.count()).where(
            *self.walls(Member), Member.role == "owner", col(Member.disabled_at).is_(None)
        )
        if self.session.exec(owners).one() <= 1:
            raise Conflict("A workspace needs an owner: make somebody else owner first.")

    def tokens(self) -> list[ApiToken]:
        """Newest first."""
        return list(self.session.exec(self.rows(ApiToken).order_by(col(ApiToken.id).desc())))

    def create_token(self, name: str, role: Role, now: datetime) -> tuple[ApiToken, str]:
        """The row, and the token itself, which is never shown again."""
        token = new_token("sk_")
        row = ApiToken(
            workspace_id=self.scope.workspace_id,
            name=name,
            role=role,
            token_hash=fingerprint(token),
            created_by=self.scope.member_id,
            created_at=now,
        )
        self.session.add(row)
        self.session.flush()
        return row, token

    def revoke_token(self, token_id: str) -> None:
        row = self.by_id(ApiToken, token_id)
        if row is None:
            raise NotFound("There is no such token.")
        self.session.delete(row)
