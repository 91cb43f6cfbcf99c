"""`/v1/identify|group|track|page|screen|alias|batch` and the browser forms `/v1/i|g|t|p|s|a|b|m`: Segment's clients
need only another host. The write key comes as the user of basic authentication, or as `writeKey` in the body.
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Any

import msgspec
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope

from server.collect.bots import sent_by_bot
from server.collect.endpoint import MAX_BATCH_BYTES
from server.collect.intake import Intake, mend_numbers, mend_text, read_each, reason_of
from server.collect.segment_calls import NotACallError, event_of, moment
from server.delivery.body import read_body
from server.delivery.cors import ANY_ORIGIN, PREFLIGHT
from server.errors import Malformed, NotAuthenticated
from server.hot_path import Handler, HotRoute
from server.services import Services, services_of

SINGLE = {"identify": "i", "group": "g", "track": "t", "page": "p", "screen": "s", "alias": "a"}
BATCHES = ("batch", "b", "m", "import")
_decoder = msgspec.json.Decoder(dict[str, Any])
_PREFLIGHT = PREFLIGHT | {
    "Access-Control-Allow-Headers": "Content-Type, Content-Encoding, Authorization, X-Retry-Count"
}


def _single(kind: str) -> Handler:
    async def take_one(services: Services, scope: Scope, receive: Receive) -> bytes:
        call = await _body(services, receive)
        return await _take(services, scope, call, [{**call, "type": kind}])

    return take_one


async def take_batch(services: Services, scope: Scope, receive: Receive) -> bytes:
    """`{batch: [call, …]}`; what the batch says of all its calls (context, ids) holds where a call says nothing."""
    body = await _body(services, receive)
    calls = body.get("batch")
    if not isinstance(calls, list) or not all(isinstance(call, dict) for call in calls):
        raise Malformed("`batch` must be a list of calls.")
    shared: dict[str, Any] = {name: body[name] for name in ("context", "userId", "anonymousId") if name in body}
    return await _take(services, scope, body, [{**shared, **call} for call in calls])


async def _take(services: Services, scope: Scope, body: dict[str, Any], calls: list[dict[str, Any]]) -> bytes:
    key = _write_key(scope, body)
    holder = await services.collector.holder_of(key)
    raws, refused = [], []
    for call in calls:
        try:
            raws.append(msgspec.json.encode({"at": services.clock(), **event_of(call)}))
        except NotACallError as error:
            name, raw = str(call.get("messageId", ""))[:100], msgspec.json.encode(call)
            refused.append({"id": name, "status": "rejected", "error": str(error)})
            services.drops.keep(holder.environment, "malformed_event", services.clock(), raw, name, str(error))
    taken = await services.collector.collect(holder, Intake(key, _sent_at(body), *read_each(raws)), sent_by_bot(scope))
    return msgspec.json.encode({"success": True, "accepted": taken.accepted, "results": refused + taken.results})


async def _body(services: Services, receive: Receive) -> dict[str, Any]:
    body = mend_text(await read_body(services.patience, receive, MAX_BATCH_BYTES))
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        mended = mend_numbers(body)
        if mended is None:
            raise Malformed(f"This is not a call: {reason_of(error)}.") from error
        return _decoder.decode(mended)


def _write_key(scope: Scope, body: dict[str, Any]) -> str:
    scheme, _, credentials = Headers(scope=scope).get("authorization", "").partition(" ")
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


async def project_settings(request: Request) -> Response:
    """What Segment's browser client asks its CDN for: where to send. Named as `cdnURL`, this server is enough."""
    scheme, _, host = services_of(request).settings.resolved_public_url.partition("://")
    destination = {"apiKey": request.path_params["key"], "apiHost": f"{host}/v1", "protocol": scheme}
    document = {"integrations": {"Segment.io": destination}, "plan": {}, "metrics": {"sampleRate": 0}}
    return Response(msgspec.json.encode(document), 200, ANY_ORIGIN, "application/json")


async def _preflight(_request: Request) -> Response:
    return Response(status_code=204, headers=_PREFLIGHT)


def _routes() -> list[BaseRoute]:
    doors: dict[str, Handler] = dict.fromkeys(BATCHES, take_batch)
    for kind, short in SINGLE.items():
        doors[kind] = doors[short] = _single(kind)
    posts = [HotRoute(f"/v1/{name}", handler) for name, handler in doors.items()]
    settings = Route("/v1/projects/{key}/settings", project_settings, methods=["GET"])
    return [settings, *posts, *(Route(f"/v1/{name}", _preflight, methods=["OPTIONS"]) for name in doors)]


ROUTES: list[BaseRoute] = _routes()
