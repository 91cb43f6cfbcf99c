"""Looking at a draft in the app by a link, without logging in and without publishing.

The link (`/preview/TOKEN` on our own host) can be opened until it expires or is revoked. Opening it makes a one-time
code for the app's address, which the snippet exchanges for a cookie, as the editor does: nothing that opens the draft
stays in an address of the app, and only that browser sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from server.auth.secrets import fingerprint, new_token
from server.delivery.editor_sessions import CODE_LASTS, FRAGMENT, origin_of
from server.errors import Forbidden, NotAuthenticated, NotFound
from server.models import Environment, GuideRow, Member, PreviewLink, PreviewSession
from server.stores import doors
from server.stores.activity import ActivityStore
from server.stores.scoped import Scope, ScopedStore

COOKIE = "shirube-preview"
MARK = "p."
"""Begins a code that opens a preview and not the editor."""
DAYS = (1, 7, 30)


@dataclass(frozen=True)
class Previewing:
    """Which draft a browser looks at."""

    link: PreviewLink
    guide: GuideRow
    environment: Environment


class PreviewStore(ScopedStore):
    """Links of the scope's environment."""

    def make(self, row: GuideRow, address: str, days: int, now: datetime) -> str:
        """A new link's token, which is not stored. Raises `Invalid` for an address that is none."""
        origin_of(address)
        token = new_token()
        self.session.add(
            PreviewLink(
                workspace_id=self.scope.workspace_id,
                environment_id=self.scope.environment_id,
                guide_id=row.id,
                address=address,
                token_hash=fingerprint(token),
                made_by=self.scope.author_id,
                made_at=now,
                expires_at=now + timedelta(days=days),
            )
        )
        ActivityStore(self.session, self.scope).note("preview_made", now, row)
        return token

    def open_links(self, row: GuideRow, now: datetime) -> list[PreviewLink]:
        """Those that still open something, newest first."""
        query = self.rows(PreviewLink).where(PreviewLink.guide_id == row.id, PreviewLink.expires_at > now)
        links = self.session.exec(query.order_by(PreviewLink.made_at.desc()))  # type: ignore[attr-defined]
        return [link for link in links if link.revoked_at is None]

    def revoke(self, row: GuideRow, link_id: str, now: datetime) -> None:
        """Browsers that look at the draft now stop at their next page. Raises `NotFound`."""
        link = self.by_id(PreviewLink, link_id)
        if link is None or link.guide_id != row.id:
            raise NotFound("There is no such link.")
        link.revoked_at = link.revoked_at or now
        self.session.add(link)
        ActivityStore(self.session, self.scope).note("preview_revoked", now, row)


def open_link(session: Session, token: str, now: datetime) -> str:
    """The app's address with a one-time code in its fragment. Raises `NotFound` for a link that opens nothing."""
    link = doors.preview_link_of_token(session, fingerprint(token), now)
    if link is None or not _still_good(session, link, now):
        raise NotFound("This link has expired or was revoked. Ask for a new one.")
    code = new_token()
    session.add(
        PreviewSession(
            workspace_id=link.workspace_id,
            link_id=link.id,
            origin=origin_of(link.address),
            code_hash=fingerprint(code),
            expires_at=now + CODE_LASTS,
        )
    )
    link.opened, link.opened_at = link.opened + 1, now
    session.add(link)
    page, _, fragment = link.address.partition("#")
    return f"{page}#{fragment + '&' if fragment else ''}{FRAGMENT}={MARK}{code}"


def exchange_code(session: Session, code: str, origin: str, now: datetime) -> str:
    """Takes the code, once, from the origin it was made for; answers the token for the cookie."""
    row = doors.preview_session_of_code(session, fingerprint(code.removeprefix(MARK)), now)
    if row is None or row.origin != origin:
        raise NotAuthenticated("This link was used already or is too old. Open the preview link again.")
    token = new_token()
    row.token_hash = fingerprint(token)
    row.expires_at = session.get_one(PreviewLink, row.link_id).expires_at
    session.add(row)
    return token


def find_previewing(session: Session, token: str, origin: str, now: datetime) -> Previewing:
    """What this browser may look at. Raises `NotAuthenticated` when over, `Forbidden` from elsewhere."""
    row = doors.preview_session_of_token(session, fingerprint(token), now) if token else None
    link = session.get_one(PreviewLink, row.link_id) if row else None
    if row is None or link is None or not _still_good(session, link, now):
        raise NotAuthenticated("The preview is over. Ask for a new link.")
    if row.origin != origin:
        raise Forbidden("The preview was opened for another site.")
    guide, environment = session.get_one(GuideRow, link.guide_id), session.get_one(Environment, link.environment_id)
    return Previewing(link, guide, environment)


def _still_good(session: Session, link: PreviewLink, now: datetime) -> bool:
    maker = session.get(Member, link.made_by) if link.made_by else None
    gone = maker is not None and maker.disabled_at is not None
    return link.revoked_at is None and link.expires_at > now and not gone


def scope_of(previewing: Previewing) -> Scope:
    """The walls within which the draft is read."""
    return Scope(previewing.link.workspace_id, previewing.link.environment_id)
