"""`POST /v1/session`: who is this, and which guides may start now. The hottest path: one statement, no models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route
from starlette.types import Receive, Scope

from guides.conditions import Facts
from server.delivery.body import read_body
from server.delivery.cors import preflight
from server.delivery.eligibility import guide_states
from server.delivery.live import LiveEnvironment
from server.delivery.shortlist import Offer
from server.delivery.variables import values_for
from server.errors import Malformed, UnknownWriteKey
from server.hot_path import HotRoute
from server.services import Services
from server.stores.session_facts import SessionFacts, SessionFactsReader

MAX_BYTES = 64 * 1024
_encode = msgspec.json.encode

Short = Annotated[str, msgspec.Meta(max_length=200)]


class Asked(msgspec.Struct):
    """`protocol.SessionRequest`, read at a fraction of the cost; a test keeps the two equal."""

    key: Annotated[str, msgspec.Meta(max_length=100)]
    anonymous_id: Annotated[str, msgspec.Meta(max_length=100)]
    person: Short | None = None
    token: Annotated[str, msgspec.Meta(max_length=4000)] | None = None
    traits: dict[str, Any] = {}
    account: Short | None = None
    account_traits: dict[str, Any] = {}
    url: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    language: Annotated[str, msgspec.Meta(max_length=40)] = "en"
    sdk: Annotated[str, msgspec.Meta(max_length=40)] = ""
    start: Annotated[str, msgspec.Meta(max_length=80)] | None = None


_decoder = msgspec.json.Decoder(Asked)


async def answer_session(services: Services, _scope: Scope, receive: Receive) -> bytes:
    """Reads the request, asks the database once, answers what may start."""
    asked = read_request(await read_body(services.patience, receive, MAX_BYTES))
    facts = await _facts(services.session_facts, asked)
    if facts is None:
        services.metrics.sessions_refused.inc()
        services.drops.add("", "unknown_key", services.clock(), example=asked.key)
        raise UnknownWriteKey("Copy the key from Settings → Environments; it starts with wk_.")
    live = await _live(services, facts)
    body = session_answer(asked, facts, live, services.clock())
    services.metrics.sessions_ok.inc()
    return body


def read_request(body: bytes) -> Asked:
    """Raises `Malformed` saying which field is wrong."""
    try:
        return _decoder.decode(body)
    except msgspec.DecodeError as error:
        raise Malformed(f"This is not a session request: {error}.") from error


async def _facts(reader: SessionFactsReader, asked: Asked) -> SessionFacts | None:
    who = (asked.key, asked.person or asked.anonymous_id, asked.account)
    return reader.read(*who) if reader.in_process else await run_in_threadpool(reader.read, *who)


async def _live(services: Services, facts: SessionFacts) -> LiveEnvironment:
    live, key = services.live, (facts.environment_id, facts.workspace_id, facts.revision)
    return live.get(*key) if live.knows(key[0], key[2]) else await run_in_threadpool(live.get, *key)


def session_answer(asked: Asked, known: SessionFacts, live: LiveEnvironment, now: datetime) -> bytes:
    """`protocol.SessionAnswer` as JSON."""
    facts = facts_of(asked, known, now)
    person, start = asked.person or asked.anonymous_id, linked_guide(asked.url)
    return b'{"person":%b,"guides":[%b],"settings":%b,"starts":%b,"start":%b,"rules":%b,"server_time":%b}' % (
        _encode(asked.person),
        _guides(live, person, known.guide_states, facts, start or asked.start),
        live.settings[live.own_language(asked.language)],
        live.starts(known.guide_starts, now),
        _encode(start),
        b"true" if start or live.has_rules else b"false",
        _encode(now.timestamp()),
    )


def facts_of(asked: Asked, known: SessionFacts, now: datetime) -> Facts:
    """What conditions are decided by: what is stored, and over it what the page says now."""
    return Facts(
        person={**known.person, **asked.traits},
        account={**known.account, **asked.account_traits},
        membership=known.membership,
        guides=guide_states(known.guide_states),
        event_days=known.event_days,
        stuck_at=known.stuck_at,
        language=asked.language,
        now=now,
    )


def linked_guide(url: str) -> str | None:
    """The guide that an address asks for with `?shirube=KEY`."""
    if "shirube=" not in url:
        return None
    found = parse_qs(urlsplit(url).query).get("shirube", [""])[0]
    return found[:80] or None


def _guides(live: LiveEnvironment, person: str, states: Mapping[str, Any], facts: Facts, start: str | None) -> bytes:
    offers, language = live.shortlist.of(person, states, facts, start), facts.language or "en"
    text = offers.texts.get(language)
    if text is None:
        text = b",".join(_encoded(offer, states, facts, language) for offer in offers.offers)
        live.shortlist.remember(offers, language, text)
    return text


def _encoded(offer: Offer, states: Mapping[str, Any], facts: Facts, language: str) -> bytes:
    live = offer.live
    values = values_for(live.variables, facts.person, facts.account) if live.variables else {}
    return live.encoded(language, facts, offer.when, states.get(live.guide.key), values, states)


ROUTES = [
    HotRoute("/v1/session", answer_session),
    Route("/v1/session", preflight, methods=["OPTIONS"]),
]
