"""A scripted Shirube and a tiny customer app, on two origins as in life: what is answered is set, what came in is kept."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from server.delivery.parts import parts_of, with_conditions

DIST = Path(__file__).parents[2] / "sdk_js" / "dist"
JSON = dict[str, Any]
KEY = "wk_test"

Answer = Callable[[JSON], tuple[int, dict[str, str], str | None]]
"""What the collector does with a batch: status, headers, body; a body of None answers nothing and hangs up."""


def accepting(batch: JSON) -> tuple[int, dict[str, str], str | None]:
    return 200, {}, json.dumps({"accepted": len(batch["events"]), "results": []})


def stopping(batch: JSON) -> tuple[int, dict[str, str], str | None]:
    """Accepts, and says that all guides are off."""
    return 200, {}, json.dumps({"accepted": len(batch["events"]), "results": [], "stopped": True})


def delivered(guide: JSON) -> JSON:
    """With the parts of the snippet that the server would name."""
    parts = parts_of(guide)
    return guide | {"needs": parts if isinstance(guide["trigger"].get("when"), bool) else with_conditions(parts)}


@dataclass
class Shirube:
    """Guides to deliver, and the events that were acknowledged, deduplicated by id as the server does."""

    guides: list[JSON] = field(default_factory=list)
    language: str = "en"
    theme: dict[str, str] = field(default_factory=dict)
    settings: JSON = field(default_factory=dict)
    """Further settings of the answer."""
    starts: JSON = field(default_factory=dict)
    rules: bool = False
    on_request: dict[str, JSON] = field(default_factory=dict)
    """Guides that are delivered only to whoever asks for them by key."""
    sessions: list[JSON] = field(default_factory=list)
    batches: list[JSON] = field(default_factory=list)
    delivered: dict[str, JSON] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    """Taken one a batch; when none is left every batch is accepted."""
    requested: list[str] = field(default_factory=list)
    session_status: int = 200
    origin: str = ""

    def session(self, request: JSON) -> tuple[int, str]:
        self.sessions.append(request)
        settings = {"language": self.language, "theme": self.theme, "quiet_seconds": 0} | self.settings
        linked = parse_qs(urlsplit(request.get("url", "")).query).get("shirube", [None])[0]
        asked = self.on_request.get(linked or request.get("start") or "")
        answer = {
            "person": request.get("person"),
            "guides": [delivered(guide) for guide in (*self.guides, *([asked] if asked else []))],
            "starts": self.starts,
            "start": linked,
            "rules": self.rules or linked is not None,
            "settings": settings,
            "server_time": time.time(),
        }
        return self.session_status, json.dumps(answer)

    def collect(self, batch: JSON) -> tuple[int, dict[str, str], str | None]:
        self.batches.append(batch)
        status, headers, body = (self.answers.pop(0) if self.answers else accepting)(batch)
        if status == 200 and body is not None and body.startswith("{"):
            refused = {one["id"] for one in json.loads(body)["results"] if one["status"] in ("rejected", "retry")}
            self.delivered |= {event["id"]: event for event in batch["events"] if event["id"] not in refused}
        return status, headers, body

    @property
    def events(self) -> list[JSON]:
        """What was delivered, in the order in which it happened."""
        return [self.delivered[key] for key in sorted(self.delivered)]

    def types(self, but: tuple[str, ...] = ("session_started", "page_viewed")) -> list[str]:
        return [event["type"] for event in self.events if event["type"] not in but]

    def wait_for(self, type_: str, count: int = 1, seconds: float = 30) -> list[JSON]:
        """The events of a type as soon as so many have been delivered."""
        until = time.monotonic() + seconds
        while True:
            found = [event for event in self.events if event["type"] == type_]
            if len(found) >= count or time.monotonic() > until:
                assert len(found) >= count, f"{type_}: {len(found)} of {count}; delivered: {self.types(())}"
                return found
            time.sleep(0.03)


@dataclass
class App:
    """The customer's app: path → HTML (or JavaScript), with response headers for all."""

    pages: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    origin: str = ""

    def answer(self, path: str) -> tuple[str, str]:
        if path.endswith(".js"):
            return "text/javascript", self.pages[path]
        return "text/html; charset=utf-8", self.pages.get(path) or self.pages["/"]


class Served(Protocol):
    """What is served learns where."""

    origin: str


class Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Tests show what they need."""

    def reply(self, status: int, headers: dict[str, str], body: str | bytes) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def serve_shirube(shirube: Shirube) -> ThreadingHTTPServer:
    class Handler(Quiet):
        def do_GET(self) -> None:
            shirube.requested.append(self.path)
            file = DIST / urlsplit(self.path).path.rsplit("/", 1)[-1]
            headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript; charset=utf-8"}
            self.reply(200 if file.is_file() else 404, headers, file.read_bytes() if file.is_file() else b"")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            cors = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
            if self.path == "/v1/session":
                status, text = shirube.session(body)
                self.reply(status, cors | {"Content-Type": "application/json"}, text)
                return
            status, headers, answer = shirube.collect(body)
            if answer is None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self.reply(status, cors | headers, answer)

    return started(Handler, shirube)


def serve_app(app: App) -> ThreadingHTTPServer:
    class Handler(Quiet):
        def do_GET(self) -> None:
            kind, text = app.answer(urlsplit(self.path).path)
            self.reply(200, {"Content-Type": kind, **app.headers}, text)

    return started(Handler, app)


def started(handler: type[Quiet], made: Served) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    made.origin = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server
