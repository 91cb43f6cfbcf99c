"""Server-side sessions: a random cookie, whose fingerprint finds the log-in."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import Request, Response
from sqlmodel import Session

from server.auth.secrets import fingerprint, new_token
from server.clock import Clock
from server.models import LogIn, Member
from server.settings import Settings

COOKIE = "shirube"
TOUCH_EVERY = timedelta(minutes=5)


def start_log_in(session: Session, member: Member, settings: Settings, now: datetime) -> str:
    """Opens a session for the member; answers the token for the cookie."""
    token = new_token()
    log_in = LogIn(
        workspace_id=member.workspace_id,
        member_id=member.id,
        token_hash=fingerprint(token),
        csrf_token=new_token(),
        created_at=now,
        last_used_at=now,
        expires_at=now + timedelta(days=settings.session_days),
    )
    session.add(log_in)
    return token


def keep_alive(log_in: LogIn, settings: Settings, clock: Clock) -> None:
    """Pushes the expiry ahead, at most every few minutes: a page view should rarely write."""
    now = clock()
    if now - log_in.last_used_at > TOUCH_EVERY:
        log_in.last_used_at = now
        log_in.expires_at = now + timedelta(days=settings.session_days)


def set_cookie(response: Response, token: str, settings: Settings) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=settings.session_days * 86400,
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )


def clear_cookie(response: Response, settings: Settings) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=settings.secure_cookies)


def token_of(request: Request) -> str | None:
    return request.cookies.get(COOKIE)
