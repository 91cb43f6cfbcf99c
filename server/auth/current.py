"""The member who is looking at a page, with the environment they chose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from server.auth import log_ins
from server.auth.csrf import check_token, sent_token
from server.auth.roles import roles_allowed
from server.auth.secrets import fingerprint
from server.database import SessionDep
from server.errors import Forbidden, NotAuthenticated
from server.models import Environment, LogIn, Member, Workspace
from server.models.tenancy import Role
from server.services import services_of
from server.stores import doors
from server.stores.scoped import Scope


@dataclass(frozen=True)
class SignedIn:
    """Also at `request.state.current` for the page frame: name, role, environments to choose from, CSRF token."""

    member: Member
    workspace: Workspace
    environments: list[Environment]
    environment: Environment
    log_in: LogIn
    stopped_by: str = ""
    """The name of whoever stopped all guides of the environment, while they are."""

    @property
    def scope(self) -> Scope:
        return Scope(self.workspace.id, self.environment.id, self.member.id, self.member.role)

    @property
    def csrf(self) -> str:
        return self.log_in.csrf_token

    def may(self, *needed: Role) -> bool:
        """Whether this member's role allows what needs one of these roles."""
        return self.member.role in roles_allowed(*needed)


def current_member(request: Request, session: SessionDep, csrf: Annotated[str, Depends(sent_token)]) -> SignedIn:
    """Whoever is logged in; raises `NotAuthenticated`. Unsafe requests must carry the CSRF token."""
    signed_in = find_signed_in(request, session)
    if signed_in is None:
        raise NotAuthenticated("Log in to see this page.")
    check_token(request, csrf, signed_in.csrf)
    return signed_in


def find_signed_in(request: Request, session: SessionDep) -> SignedIn | None:
    """Whoever is logged in, or None; for pages that are there for everybody."""
    services = services_of(request)
    token = log_ins.token_of(request)
    found = doors.log_in_of_token(session, fingerprint(token), services.clock()) if token else None
    if found is None:
        return None
    log_in, member, workspace = found
    environments = doors.environments_of_workspace(session, workspace.id)
    chosen = [row for row in environments if row.id == log_in.chosen_environment_id] or environments
    log_ins.keep_alive(log_in, services.settings, services.clock)
    stopped_by = session.get(Member, chosen[0].stopped_by) if chosen[0].stopped_by else None
    name = stopped_by.name if stopped_by else ""
    request.state.current = SignedIn(member, workspace, environments, chosen[0], log_in, name)
    return request.state.current  # type: ignore[no-any-return]


CurrentMember = Annotated[SignedIn, Depends(current_member)]


def require_role(*needed: Role) -> Callable[[SignedIn], SignedIn]:
    """A dependency that lets only these roles (and owner and admin) through: `Depends(require_role("author"))`."""
    allowed = roles_allowed(*needed)

    def member_with_role(signed_in: CurrentMember) -> SignedIn:
        if signed_in.member.role not in allowed:
            raise Forbidden(f"This needs the role {' or '.join(needed)}; yours is {signed_in.member.role}.")
        return signed_in

    member_with_role.allowed = allowed  # type: ignore[attr-defined]  # read by tests/server/walls
    return member_with_role


Author = Annotated[SignedIn, Depends(require_role("author"))]
Csm = Annotated[SignedIn, Depends(require_role("csm"))]
Admin = Annotated[SignedIn, Depends(require_role("admin"))]
