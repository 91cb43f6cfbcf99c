"""`/settings/tokens`: bearer tokens of the private API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from server.admin.member_page import ROLE_MEANINGS, ROLE_WORDS
from server.auth.current import Admin, SignedIn
from server.database import SessionDep
from server.models.tenancy import Role
from server.services import services_of
from server.stores.members import MemberStore
from server.templating import go_to, render, translate

router = APIRouter(include_in_schema=False)
TOKEN_ROLES: tuple[Role, ...] = ("viewer", "csm", "author", "admin")


@router.get("/settings/tokens")
def tokens_page(request: Request, session: SessionDep, signed_in: Admin) -> Response:
    return _page(request, session, signed_in)


def _page(request: Request, session: Session, signed_in: SignedIn, secret: str = "") -> Response:
    store = MemberStore(session, signed_in.scope)
    return render(
        request,
        "admin/tokens.html",
        tokens=store.tokens(),
        names=store.names(),
        roles=TOKEN_ROLES,
        role_words=ROLE_WORDS,
        role_meanings=ROLE_MEANINGS,
        secret=secret,
        may_change=True,
    )


@router.post("/settings/tokens")
def create_token(
    request: Request,
    session: SessionDep,
    signed_in: Admin,
    name: Annotated[str, Form()] = "",
    role: Annotated[Role, Form()] = "viewer",
) -> Response:
    """The token itself is shown this once: only its fingerprint is kept."""
    chosen: Role = role if role in TOKEN_ROLES else "viewer"
    store = MemberStore(session, signed_in.scope)
    called = name.strip()[:200] or translate(request, "Token")
    _row, secret = store.create_token(called, chosen, services_of(request).clock())
    return _page(request, session, signed_in, secret)


@router.post("/settings/tokens/{token_id}/revoke")
def revoke_token(request: Request, session: SessionDep, signed_in: Admin, token_id: str) -> Response:
    MemberStore(session, signed_in.scope).revoke_token(token_id)
    return go_to("/settings/tokens", translate(request, "The token no longer works."))
