"""Picking in the live app: a one-time code in the address, then a cookie for one origin and one guide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request, Response
from sqlmodel import Session

from server.auth.roles import roles_allowed
from server.auth.secrets import fingerprint, new_token
from server.database import SessionDep
from server.errors import FieldProblem, Forbidden, Invalid, NotAuthenticated
from server.models import EditorSession, Environment, GuideRow, Member
from server.services import services_of
from server.stores import doors
from server.stores.guides import GuideStore
from server.stores.scoped import Scope

COOKIE = "shirube-editor"
FRAGMENT = "shirube-editor"
CODE_LASTS = timedelta(minutes=10)
IDLE = timedelta(hours=2)
TOUCH_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Editing:
    """Who edits which guide from a page of the customer's app."""

    session: EditorSession
    member: Member
    guide: GuideRow
    environment: Environment

    @property
    def scope(self) -> Scope:
        return Scope(self.session.workspace_id, self.session.environment_id, self.member.id, self.member.role)


def origin_of(address: str) -> str:
    """The origin of an http(s) address; raises `Invalid`."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("http", "https") or not parts.hostname or port == -1:
        problem = FieldProblem("address", "write the whole address, such as https://app.example.com/billing")
        raise Invalid("This is not an address of a web page.", fields=[problem])
    standard = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, standard) else "")


def open_editor(session: Session, scope: Scope, guide_key: str, address: str, now: datetime, step: str = "") -> str:
    """Prepares picking on the page at `address`; answers it with a code in its fragment, good for 10 minutes.

    With `step` the editor opens at that step: its key follows the code after `~`.
    """
    guide = GuideStore(session, scope).get(guide_key)
    code = new_token()
    row = EditorSession(
        workspace_id=scope.workspace_id,
        environment_id=scope.environment_id,
        member_id=scope.member_id,
        guide_id=guide.id,
        origin=origin_of(address),
        code_hash=fingerprint(code),
        created_at=now,
        expires_at=now + CODE_LASTS,
    )
    session.add(row)
    page, _, fragment = address.partition("#")
    return f"{page}#{fragment + '&' if fragment else ''}{FRAGMENT}={code}{'~' + quote(step, safe='') if step else ''}"


def exchange_code(session: Session, code: str, origin: str, now: datetime) -> str:
    """Takes the code, once, from the origin it was made for; answers the token for the cookie."""
    row = doors.editor_session_of_code(session, fingerprint(code), now)
    if row is None or row.origin != origin:
        raise NotAuthenticated("This link was used already or is too old. Open the app from the guide's page again.")
    token = new_token()
    row.token_hash, row.expires_at = fingerprint(token), now + IDLE
    session.add(row)
    return token


def find_editing(session: Session, token: str, origin: str, now: datetime) -> Editing:
    """The open picking session. Raises `NotAuthenticated` when over, `Forbidden` from elsewhere or without the role."""
    row = doors.editor_session_of_token(session, fingerprint(token), now) if token else None
    if row is None:
        raise NotAuthenticated(
            "The editor was closed or not used for two hours. Open the app from the guide's page again."
        )
    if row.origin != origin:
        raise Forbidden("The editor was opened for another site.")
    member = session.get_one(Member, row.member_id)
    if member.disabled_at is not None or member.role not in roles_allowed("author"):
        raise Forbidden("Your role may not edit guides.")
    if row.expires_at - now < IDLE - TOUCH_EVERY:
        row.expires_at = now + IDLE
        session.add(row)
    guide, environment = session.get_one(GuideRow, row.guide_id), session.get_one(Environment, row.environment_id)
    return Editing(row, member, guide, environment)


def editing_session(request: Request, session: SessionDep) -> Editing:
    """Who calls; raises what `find_editing` raises."""
    token = request.cookies.get(COOKIE, "")
    return find_editing(session, token, calling_origin(request), services_of(request).clock())


EditingDep = Annotated[Editing, Depends(editing_session)]


def calling_origin(request: Request) -> str:
    """Where the calling page comes from. A page of our own host sends no Origin when it only reads."""
    origin = request.headers.get("origin", "")
    if not origin and request.headers.get("sec-fetch-site") == "same-origin":
        return f"{request.url.scheme}://{request.url.netloc}"
    return origin


def set_cookie(response: Response, request: Request, token: str, name: str = COOKIE) -> None:
    """The cookie is for this origin's pages only (Partitioned), and no script can read it."""
    # Python 3.11 cannot write `Partitioned`, so the header is written here.
    lasts = int(timedelta(days=1).total_seconds())
    response.headers.append("Set-Cookie", f"{name}={token}; Max-Age={lasts}; {_attributes(request)}")


def clear_cookie(response: Response, request: Request) -> None:
    response.headers.append("Set-Cookie", f"{COOKIE}=; Max-Age=0; {_attributes(request)}")


def _attributes(request: Request) -> str:
    # Without HTTPS a browser takes no Secure cookie; that is only enough while the app is on the same host.
    same_host = urlsplit(calling_origin(request)).hostname == request.url.hostname
    if request.url.scheme == "http" and same_host:
        return "Path=/v1/editor; HttpOnly; SameSite=Lax"
    return "Path=/v1/editor; HttpOnly; Secure; SameSite=None; Partitioned"
