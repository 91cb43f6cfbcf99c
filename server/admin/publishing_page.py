"""`/settings/publishing`: whose approval publishing needs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from server.auth.current import Admin, CurrentMember
from server.auth.roles import roles_allowed
from server.database import SessionDep
from server.models.tenancy import Approval
from server.services import services_of
from server.stores.activity import ActivityStore
from server.stores.members import MemberStore
from server.templating import go_to, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)
CHOICES: list[tuple[Approval, str]] = [
    ("none", N_("Nobody's: authors publish by themselves")),
    ("author", N_("Another author's or an admin's")),
    ("admin", N_("An admin's")),
]


@router.get("/settings/publishing")
def publishing_settings(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    members = [one for one in MemberStore(session, signed_in.scope).all() if one.disabled_at is None]
    admins = sum(one.role in roles_allowed("admin") for one in members)
    authors = sum(one.role in roles_allowed("author") for one in members)
    return render(
        request, "admin/publishing.html", choices=CHOICES, may_change=signed_in.may("admin"),
        admins=admins, authors=authors,
    )  # fmt: skip


@router.post("/settings/publishing")
def save_publishing_settings(
    request: Request, session: SessionDep, signed_in: Admin, approval: Annotated[Approval, Form()] = "none"
) -> Response:
    before = signed_in.workspace.approval
    if approval != before:
        signed_in.workspace.approval = approval
        session.add(signed_in.workspace)
        now = services_of(request).clock()
        ActivityStore(session, signed_in.scope).note("approval_set", now, before=before, after=approval)
    return go_to("/settings/publishing", translate(request, "Saved."))
