"""`/settings/members`: who may log in and what they may do; and one's own language."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from server.auth.current import Admin, CurrentMember, SignedIn
from server.auth.pages import safe_next
from server.auth.roles import ROLES
from server.database import SessionDep
from server.errors import Conflict, Forbidden
from server.models.tenancy import Role
from server.services import services_of
from server.stores.members import MemberStore
from server.templating import LANGUAGE_COOKIE, go_to, locale_of, render, translate
from server.words import LOCALES, N_

router = APIRouter(include_in_schema=False)
ROLE_WORDS: dict[Role, str] = {
    "owner": N_("Workspace owner"),
    "admin": N_("Admin"),
    "author": N_("Author"),
    "csm": N_("CSM"),
    "viewer": N_("Viewer"),
}
ROLE_MEANINGS: dict[Role, str] = {
    "owner": N_("everything, and there is always one"),
    "admin": N_("everything, settings and members too"),
    "author": N_("writes and publishes guides"),
    "csm": N_("works through follow-ups"),
    "viewer": N_("reads"),
}


@router.get("/settings/members")
def members_page(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    return _page(request, session, signed_in)


def _page(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    status: int = 200,
    error: str = "",
    password: str = "",
    made: str = "",
    **form: str,
) -> Response:
    return render(
        request,
        "admin/members.html",
        status,
        members=MemberStore(session, signed_in.scope).all(),
        roles=ROLES,
        role_words=ROLE_WORDS,
        role_meanings=ROLE_MEANINGS,
        may_change=signed_in.may("admin"),
        error=error,
        password=password,
        made=made,
        form={"name": "", "email": "", "role": "author"} | form,
    )


@router.post("/settings/members")
def add_member(
    request: Request,
    session: SessionDep,
    signed_in: Admin,
    name: Annotated[str, Form()],
    email: Annotated[str, Form()],
    role: Annotated[Role, Form()] = "author",
) -> Response:
    """Adds a member with a first password, which is shown this once."""
    given = {"name": name, "email": email, "role": role}
    if not name.strip() or "@" not in email:
        return _page(
            request, session, signed_in, 422, translate(request, "Write a name and an e-mail address."), **given
        )
    _only_owners_make_owners(signed_in, role)
    password = secrets.token_urlsafe(12)
    now = services_of(request).clock()
    try:
        store = MemberStore(session, signed_in.scope)
        row = store.create(email, name, role, password, now, locale_of(request))
    except Conflict:
        return _page(
            request, session, signed_in, 422, translate(request, "That address belongs to a member already."), **given
        )
    return _page(request, session, signed_in, password=password, made=row.email)


@router.post("/settings/members/{member_id}/role")
def change_role(
    request: Request, session: SessionDep, signed_in: Admin, member_id: str, role: Annotated[Role, Form()]
) -> Response:
    store = MemberStore(session, signed_in.scope)
    row = store.get(member_id)
    _only_owners_make_owners(signed_in, role, row.role)
    try:
        store.set_role(row, role)
    except Conflict as conflict:
        return go_to("/settings/members", translate(request, conflict.detail))
    said = translate(request, "%(name)s is now: %(role)s.", name=row.name, role=translate(request, ROLE_WORDS[role]))
    return go_to("/settings/members", said)


@router.post("/settings/members/{member_id}/disable")
def disable_member(request: Request, session: SessionDep, signed_in: Admin, member_id: str) -> Response:
    store = MemberStore(session, signed_in.scope)
    row = store.get(member_id)
    _only_owners_make_owners(signed_in, row.role)
    if row.id == signed_in.member.id:
        return go_to("/settings/members", translate(request, "You cannot lock yourself out."))
    try:
        store.disable(row, services_of(request).clock())
    except Conflict as conflict:
        return go_to("/settings/members", translate(request, conflict.detail))
    return go_to("/settings/members", translate(request, "%(name)s can no longer log in.", name=row.name))


@router.post("/settings/members/{member_id}/enable")
def enable_member(request: Request, session: SessionDep, signed_in: Admin, member_id: str) -> Response:
    store = MemberStore(session, signed_in.scope)
    row = store.get(member_id)
    store.enable(row)
    return go_to("/settings/members", translate(request, "%(name)s can log in again.", name=row.name))


def _only_owners_make_owners(signed_in: SignedIn, *roles: Role) -> None:
    if "owner" in roles and signed_in.member.role != "owner":
        raise Forbidden("Only an owner changes who is owner.")


@router.post("/language")
def choose_language(
    session: SessionDep,
    signed_in: CurrentMember,
    language: Annotated[str, Form()],
    next: Annotated[str, Form()] = "/",
) -> Response:
    """The member's own language, here and in the in-app editor."""
    if language in LOCALES:
        signed_in.member.locale = language
        session.add(signed_in.member)
    response = go_to(safe_next(next))
    response.set_cookie(LANGUAGE_COOKIE, signed_in.member.locale, max_age=365 * 86400, httponly=True, samesite="lax")
    return response
