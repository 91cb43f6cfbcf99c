"""`/settings/notifications`: where news of findings and of requests for help goes.

Members keep their own channels, admins the shared ones.
"""

from __future__ import annotations

import secrets
from base64 import b64encode
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from server.admin.channel_form import SEVERITIES, ChannelForm, NewChannelForm, read_kind
from server.auth.current import CurrentMember, SignedIn
from server.database import SessionDep
from server.integrations.news import NotSent, PerhapsSent
from server.models import NoticeChannel
from server.models.notices import CHANNEL_KINDS, ChannelKind
from server.services import services_of
from server.stores.findings import FindingStore
from server.stores.notices import ChannelStore, NoticeStore
from server.success.notifier import send_trial
from server.success.queue import KINDS
from server.success.sayings import KIND_CONTEXT
from server.templating import go_to, locale_of, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)
PAGE: Final = "/settings/notifications"
LATEST: Final = 50
CHANNEL_WORDS: Final[dict[ChannelKind, str]] = {
    "email": N_("E-mail"),
    "slack": N_("Slack message"),
    "webhook": N_("Signed webhook"),
}
CHANNEL_MEANINGS: Final[dict[ChannelKind, str]] = {
    "email": N_("What is new, gathered into one e-mail."),
    "slack": N_("An incoming webhook of Slack, Mattermost or anything that takes Slack's messages."),
    "webhook": N_("Findings as they open and close, and requests for help, as JSON, signed as Standard Webhooks says."),
}
STATUS_WORDS: Final = {
    "sending": N_("being sent"),
    "sent": N_("sent"),
    "failed": N_("failed"),
    "unsure": N_("perhaps sent"),
}


@router.get(PAGE)
def notifications_page(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    return _page(request, session, signed_in)


def _page(request: Request, session: Session, signed_in: SignedIn) -> Response:
    store = ChannelStore(session, signed_in.scope)
    may_change = signed_in.may("admin")
    own, shared = store.own(), store.shared() if may_change else []
    ids = [one.id for one in [*own, *shared]]
    notices = NoticeStore(session, signed_in.scope)
    latest = notices.latest(ids, LATEST)
    settings = services_of(request).settings
    return render(
        request,
        "admin/notifications.html",
        own=own,
        shared=shared,
        may_change=may_change,
        counts=notices.counts(ids),
        latest=latest,
        channels={one.id: one for one in [*own, *shared]},
        findings={
            one.id: one
            for one in FindingStore(session, signed_in.scope).of_ids({n.finding_id for n in latest if n.finding_id})
        },
        kinds=CHANNEL_KINDS,
        channel_words=CHANNEL_WORDS,
        channel_meanings=CHANNEL_MEANINGS,
        status_words=STATUS_WORDS,
        severities=SEVERITIES,
        usual_kinds=KINDS,
        no_mail=not settings.smtp_url,
        **KIND_CONTEXT,
    )


@router.post(PAGE)
def add_channel(
    request: Request, session: SessionDep, signed_in: CurrentMember, form: Annotated[NewChannelForm, Form()]
) -> Response:
    known = read_kind(form.kind)
    for_all = bool(form.shared) and signed_in.may("admin")
    row = NoticeChannel(
        workspace_id=signed_in.scope.workspace_id,
        environment_id=signed_in.scope.environment_id,
        member_id=None if for_all else signed_in.member.id,
        kind=known,
        name="",
        address="",
        secret="whsec_" + b64encode(secrets.token_bytes(24)).decode() if known == "webhook" else "",
        locale=locale_of(request),
        created_at=services_of(request).clock(),
    )
    form.fill(row)
    ChannelStore(session, signed_in.scope).add(row)
    return go_to(PAGE, translate(request, "The channel is on. Send a test to see that it arrives."))


@router.post(PAGE + "/{channel_id}")
def change_channel(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    channel_id: str,
    form: Annotated[ChannelForm, Form()],
) -> Response:
    row = ChannelStore(session, signed_in.scope).get(channel_id)
    form.fill(row)
    session.add(row)
    return go_to(PAGE, translate(request, "Saved."))


@router.post(PAGE + "/{channel_id}/switch")
def switch_channel(request: Request, session: SessionDep, signed_in: CurrentMember, channel_id: str) -> Response:
    """Off keeps what it would have sent for later; nothing new is put in line meanwhile."""
    row = ChannelStore(session, signed_in.scope).get(channel_id)
    row.enabled, row.disabled_because = not row.enabled, ""
    session.add(row)
    said = N_("The channel is on.") if row.enabled else N_("The channel is off.")
    return go_to(PAGE, translate(request, said))


@router.post(PAGE + "/{channel_id}/remove")
def remove_channel(request: Request, session: SessionDep, signed_in: CurrentMember, channel_id: str) -> Response:
    store = ChannelStore(session, signed_in.scope)
    store.remove(store.get(channel_id))
    return go_to(PAGE, translate(request, "The channel was removed."))


@router.post(PAGE + "/{channel_id}/again")
def send_again(request: Request, session: SessionDep, signed_in: CurrentMember, channel_id: str) -> Response:
    """Puts what failed back in line."""
    row = ChannelStore(session, signed_in.scope).get(channel_id)
    NoticeStore(session, signed_in.scope).send_again(row, services_of(request).clock())
    return go_to(PAGE, translate(request, "It is tried again within a few seconds."))


@router.post(PAGE + "/{channel_id}/test")
def test_channel(request: Request, session: SessionDep, signed_in: CurrentMember, channel_id: str) -> Response:
    """Sends an example now, and says what came of it."""
    row = ChannelStore(session, signed_in.scope).get(channel_id)
    try:
        send_trial(services_of(request), session, row)
    except (NotSent, PerhapsSent) as error:
        return go_to(PAGE, translate(request, "The test did not arrive: %(why)s", why=str(error)[:300]))
    return go_to(PAGE, translate(request, "The test was taken by the other side."))
