"""Who calls the API: a bearer token, its role, and the environment it asks about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param
from sqlmodel import Session

from server.auth.roles import roles_allowed
from server.auth.secrets import fingerprint
from server.database import SessionDep
from server.errors import Forbidden, NotAuthenticated, NotFound
from server.models import ApiToken, Environment
from server.models.tenancy import Role
from server.services import services_of
from server.stores import doors
from server.stores.scoped import Scope

TOUCH_EVERY = timedelta(minutes=5)
_bearer = HTTPBearer(auto_error=False, scheme_name="token", description="A token made under Settings, sk_….")


@dataclass(frozen=True)
class Caller:
    token: ApiToken
    environments: list[Environment]
    environment: Environment

    @property
    def scope(self) -> Scope:
        return Scope(self.token.workspace_id, self.environment.id, self.token.created_by, self.token.role)


def api_caller(
    request: Request,
    session: SessionDep,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    environment: Annotated[str, Query(description="Key of the environment; the oldest by default.")] = "",
) -> Caller:
    """Raises `NotAuthenticated` without a known token, `NotFound` for an environment of another workspace."""
    token = doors.api_token_of(session, fingerprint(credentials.credentials)) if credentials else None
    if token is None:
        raise NotAuthenticated("Send a token: Authorization: Bearer sk_….", headers={"WWW-Authenticate": "Bearer"})
    _touch(request, token)
    environments = doors.environments_of_workspace(session, token.workspace_id)
    chosen = [row for row in environments if environment in ("", row.key)]
    if not chosen:
        raise NotFound(f"There is no environment “{environment}”.")
    return Caller(token, environments, chosen[0])


def _touch(request: Request, token: ApiToken) -> None:
    """Remembers the last use, roughly: a call should rarely write."""
    now = services_of(request).clock()
    if token.last_used_at is None or now - token.last_used_at > TOUCH_EVERY:
        token.last_used_at = now


CallerDep = Annotated[Caller, Depends(api_caller)]


def token_of(request: Request, session: Session) -> ApiToken | None:
    """The token of a request that has not reached its handler; None without a known one."""
    scheme, secret = get_authorization_scheme_param(request.headers.get("Authorization"))
    return doors.api_token_of(session, fingerprint(secret)) if scheme.lower() == "bearer" else None


def require_api_role(*needed: Role) -> Callable[[Caller], Caller]:
    """A dependency that lets only tokens with these roles (and owner and admin) through."""
    allowed = roles_allowed(*needed)

    def caller_with_role(caller: CallerDep) -> Caller:
        if caller.token.role not in allowed:
            raise Forbidden(f"This needs a token with the role {' or '.join(needed)}; this one is {caller.token.role}.")
        return caller

    caller_with_role.allowed = allowed  # type: ignore[attr-defined]  # read by tests/server/walls
    return caller_with_role


CsmCaller = Annotated[Caller, Depends(require_api_role("csm"))]
AdminCaller = Annotated[Caller, Depends(require_api_role("admin"))]
AuthorCaller = Annotated[Caller, Depends(require_api_role("author"))]
