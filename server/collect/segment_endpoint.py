"""`/v1/identify|group|track|page|screen|alias|batch` and the browser forms `/v1/i|g|t|p|s|a|b|m`: Segment's clients
need only another host. The write key comes as the user of basic authentication, or as `writeKey` in the body.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.collect.collector import Collector
from server.collect.endpoint import MAX_BATCH_BYTES
from server.collect.intake import mend_text
from server.collect.segment_calls import NotACallError, event_of, moment
from server.delivery.body import read_body
from server.delivery.cors import ANY_ORIGIN, PREFLIGHT
from server.errors import Malformed, NotAuthenticated

SINGLE = {"identify": "i", "group": "g", "track": "t", "page": "p", "screen": "s", "alias": "a"}
BATCHES = ("batch", "b", "m", "import")
_PREFLIGHT = PREFLIGHT | {"Access-Control-Allow-Headers": "Content-Type, Content-Encoding, Authorization"}
Endpoint = Callable[[Request], Awaitable[Response]]


def _single(kind: str) -> Endpoint:
    async def take_one(request: Request) -> Response:
        call = await _body(request)
        return await _take(request, call, [{**call, "type": kind}])

    return take_one


async def take_batch(request: Request) -> Response:
    """`{batch: [call, …]}`; what the batch says of all its calls (context, ids) holds where a call says nothing."""
    body = await _body(request)
    calls = body.get("batch")
    if not isinstance(calls, list) or not all(isinstance(call, dict) for call in calls):
        raise Malformed("`batch` must be a list of calls.")
    shared: dict[str, Any] = {name: body[name] for name in ("context", "userId", "anonymousId") if name in body}
    return await _take(request, body, [{**shared, **call} for call in calls])


async def _take(request: Request, body: dict[str, Any], calls: list[dict[str, Any]]) -> Response:
    services = request.app.state.services
    collector: Collector = services.collector
    environment = await collector.environment_of(_write_key(request, body))
    events, refused = [], []
    for call in calls:
        try:
            events.append(msgspec.json.encode({"at": services.clock(), **event_of(call)}))
        except NotACallError as error:
            refused.append({"id": str(call.get("messageId", ""))[:100], "status": "rejected", "error": str(error)})
            services.drops.add(environment, "malformed_event", services.clock(), example=str(error))
    taken = await collector.collect(environment, events, _sent_at(body))
    answer = {"success": True, "accepted": taken.accepted, "results": refused + taken.results}
    return Response(msgspec.json.encode(answer), 200, ANY_ORIGIN, "application/json")


async def _body(request: Request) -> dict[str, Any]:
    try:
        return msgspec.json.decode(mend_text(await read_body(request, MAX_BATCH_BYTES)), type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"This is not a call: {error}.") from error


def _write_key(request: Request, body: dict[str, Any]) -> str:
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(credentials, validate=True).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError) as error:
            raise NotAuthenticated("The basic authentication cannot be read.") from error
    key = body.get("writeKey")
    if isinstance(key, str) and key:
        return key
    raise NotAuthenticated("Send the write key as the user of basic authentication, or as `writeKey` in the body.")


def _sent_at(body: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(moment(body.get("sentAt")) or "")
    except ValueError:
        return None


async def _preflight(_request: Request) -> Response:
    return Response(status_code=204, headers=_PREFLIGHT)


def _routes() -> list[BaseRoute]:
    doors: dict[str, Endpoint] = dict.fromkeys(BATCHES, take_batch)
    for kind, short in SINGLE.items():
        doors[kind] = doors[short] = _single(kind)
    posts = [Route(f"/v1/{name}", endpoint, methods=["POST"]) for name, endpoint in doors.items()]
    return [*posts, *(Route(f"/v1/{name}", _preflight, methods=["OPTIONS"]) for name in doors)]


ROUTES: list[BaseRoute] = _routes()
