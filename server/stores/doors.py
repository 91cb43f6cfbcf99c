"""The only queries without a scope: they find the scope, from a log-in, a token or a write key, and clear up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from server.models import (
    ApiToken,
    EditorSession,
    Environment,
    LogIn,
    Member,
    Picture,
    PreviewLink,
    PreviewSession,
    Workspace,
)


def log_in_of_token(session: Session, token_hash: str, now: datetime) -> tuple[LogIn, Member, Workspace] | None:
    """The log-in that a cookie stands for, unless it has expired or the member was disabled."""
    query = (
        select(LogIn, Member, Workspace)
        .join(Member, col(Member.id) == LogIn.member_id)
        .join(Workspace, col(Workspace.id) == LogIn.workspace_id)
        .where(LogIn.token_hash == token_hash, LogIn.expires_at > now, col(Member.disabled_at).is_(None))
    )
    return session.exec(query).first()


def member_of_email(session: Session, email: str) -> Member | None:
    """The member who logs in with this address; None when disabled. Addresses are stored in lower case."""
    query = select(Member).where(Member.email == email.strip().lower(), col(Member.disabled_at).is_(None))
    return session.exec(query).first()


def email_is_taken(session: Session, email: str) -> bool:
    """Whether a member of any workspace has this address, disabled or not."""
    return session.exec(select(Member.id).where(Member.email == email.strip().lower())).first() is not None


def api_token_of(session: Session, token_hash: str) -> ApiToken | None:
    return session.exec(select(ApiToken).where(ApiToken.token_hash == token_hash)).first()


def environment_of_write_key(session: Session, write_key: str) -> Environment | None:
    return session.exec(select(Environment).where(Environment.write_key == write_key)).first()


def environment_keys(session: Session) -> dict[str, Environment]:
    """Every environment by its write key, for the collector and the loader."""
    return {row.write_key: row for row in session.exec(select(Environment))}


def environments_of_workspace(session: Session, workspace_id: str) -> list[Environment]:
    """The environments somebody may choose from, oldest first."""
    query = select(Environment).where(Environment.workspace_id == workspace_id).order_by(col(Environment.id))
    return list(session.exec(query))


def editor_session_of_code(session: Session, code_hash: str, now: datetime) -> EditorSession | None:
    """A picking session whose code was not used yet."""
    query = select(EditorSession).where(
        EditorSession.code_hash == code_hash, col(EditorSession.token_hash).is_(None), EditorSession.expires_at > now
    )
    return session.exec(query).first()


def editor_session_of_token(session: Session, token_hash: str, now: datetime) -> EditorSession | None:
    query = select(EditorSession).where(EditorSession.token_hash == token_hash, EditorSession.expires_at > now)
    return session.exec(query).first()


def preview_link_of_token(session: Session, token_hash: str, now: datetime) -> PreviewLink | None:
    query = select(PreviewLink).where(PreviewLink.token_hash == token_hash, PreviewLink.expires_at > now)
    return session.exec(query).first()


def preview_session_of_code(session: Session, code_hash: str, now: datetime) -> PreviewSession | None:
    """A browser on its way to a preview, whose code was not used yet."""
    unused = (PreviewSession.code_hash == code_hash, col(PreviewSession.token_hash).is_(None))
    return session.exec(select(PreviewSession).where(*unused, PreviewSession.expires_at > now)).first()


def preview_session_of_token(session: Session, token_hash: str, now: datetime) -> PreviewSession | None:
    query = select(PreviewSession).where(PreviewSession.token_hash == token_hash, PreviewSession.expires_at > now)
    return session.exec(query).first()


def workspace_of_key(session: Session, key: str) -> Workspace | None:
    return session.exec(select(Workspace).where(Workspace.key == key)).first()


def only_workspace(session: Session) -> Workspace | None:
    """The workspace of an installation that has just one; None when there are none or several."""
    found = session.exec(select(Workspace).limit(2)).all()
    return found[0] if len(found) == 1 else None


def forget_expired_log_ins(session: Session, now: datetime) -> int:
    """Removes log-ins that open nothing any more; answers how many."""
    return session.connection().execute(delete(LogIn).where(col(LogIn.expires_at) <= now)).rowcount


def forget_expired_editor_sessions(session: Session, now: datetime) -> int:
    """Removes picking sessions that are over; answers how many."""
    return session.connection().execute(delete(EditorSession).where(col(EditorSession.expires_at) <= now)).rowcount


def picture_of_name(session: Session, name: str) -> Picture | None:
    """A picture by the name made from its content: whoever has it has the same bytes."""
    return session.exec(select(Picture).where(Picture.name == name)).first()


def forget_expired_previews(session: Session, now: datetime) -> int:
    """Removes browsers' previews that are over; links stay, to tell that they were there. Answers how many."""
    return session.connection().execute(delete(PreviewSession).where(col(PreviewSession.expires_at) <= now)).rowcount
