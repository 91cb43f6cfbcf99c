"""A scripted Shirube: the editor's calls as `docs/architecture.md` words them, with one guide, kept in memory.

It serves the built editor too, from another origin than the app, as in life.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

DIST = Path(__file__).parents[3] / "sdk_js" / "dist"
CODE = "code-once"
JSON = dict[str, Any]


def blank_guide() -> JSON:
    return {"key": "first-invoice", "kind": "walkthrough", "name": "First invoice", "language": "en", "steps": []}


@dataclass
class Shirube:
    """What the server knows and how it is to behave; tests read and set the fields."""

    guide: JSON = field(default_factory=blank_guide)
    revision: int = 1
    language: str = "en"
    changed_by: str = "Mika"
    used_codes: list[str] = field(default_factory=list)
    lint: list[JSON] = field(default_factory=list)
    blocking: list[JSON] = field(default_factory=list)
    broken: bool = False
    over: bool = False
    published: int = 0
    saves: int = 0
    closed: bool = False
    refuses_pictures: bool = False
    pictures: int = 0
    picture: bytes = b""
    """The last one sent."""
    origin: str = ""

    def answer(self, method: str, call: str, body: JSON, cookie: str) -> tuple[int, JSON | None]:
        if self.broken:
            return 503, {"detail": "restarting"}
        if (method, call) == ("POST", "exchange"):
            return self._exchange(body)
        if self.over or "shirube_editor=secret" not in cookie:
            return 401, {"detail": "The editing session is over."}
        match (method, call):
            case ("GET", "draft"):
                return 200, self._opened()
            case ("PUT", "draft"):
                return self._save(body)
            case ("POST", "publish"):
                return self._publish(body)
            case ("POST", "pictures"):
                if self.refuses_pictures:
                    return 422, {"detail": "This is not a picture."}
                self.pictures += 1
                return 200, {"source": f"{self.origin}/media/picture-{self.pictures}.png"}
            case ("POST", "close"):
                self.closed = True
                return 204, None
        return 404, {}

    def _exchange(self, body: JSON) -> tuple[int, JSON]:
        if body.get("code") != CODE or CODE in self.used_codes:
            return 401, {"detail": "The code was used."}
        self.used_codes.append(CODE)
        return 200, {}

    def _opened(self) -> JSON:
        return {
            "guide": self.guide, "revision": self.revision, "problems": self.lint, "member": {"name": "Aki"},
            "language": self.language, "environment": {"key": "production", "name": "Production"},
            "studio": f"{self.origin}/guides/{self.guide['key']}/edit",
        }  # fmt: skip

    def _newer(self) -> JSON:
        return {"guide": self.guide, "revision": self.revision, "changed_by": self.changed_by}

    def _save(self, body: JSON) -> tuple[int, JSON]:
        if body["revision"] != self.revision:
            return 409, self._newer()
        if not body["definition"]["name"].strip():
            return 422, {"errors": [{"where": "name", "message": "A guide needs a name."}]}
        self.guide = body["definition"]
        self.revision += 1
        self.saves += 1
        return 200, {"revision": self.revision, "guide": self.guide, "problems": self.lint}

    def _publish(self, body: JSON) -> tuple[int, JSON]:
        if body["revision"] != self.revision:
            return 409, self._newer()
        if self.blocking:
            return 422, {"problems": self.blocking}
        self.published += 1
        return 200, {"version": self.published, "problems": self.lint}

    def changed_elsewhere(self, **change: Any) -> None:
        """Another author saves."""
        self.guide = {**self.guide, **change}
        self.revision += 1

    @property
    def steps(self) -> list[JSON]:
        steps: list[JSON] = self.guide.get("steps", [])
        return steps


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass

    def reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _ShirubeHandler(_Quiet):
    shirube: Shirube

    def do_OPTIONS(self) -> None:
        self.reply(204, b"", {**self._cors(), "Access-Control-Allow-Methods": "GET, PUT, POST",
                              "Access-Control-Allow-Headers": "Content-Type"})  # fmt: skip

    def do_GET(self) -> None:
        if self.path.startswith("/sdk/"):
            file = DIST / self.path.rsplit("/", 1)[1]
            return self.reply(200, file.read_bytes(), {"Content-Type": "text/javascript", **self._cors()})
        if self.path.startswith("/v1/editor/"):
            return self._call()
        return self.reply(200, b"<title>Studio</title>", {"Content-Type": "text/html"})

    def do_POST(self) -> None:
        self._call()

    def do_PUT(self) -> None:
        self._call()

    def _call(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}"
        is_picture = self.path.endswith("/pictures")
        body = {} if is_picture else json.loads(sent)
        if is_picture:
            self.shirube.picture = sent
        call = self.path.removeprefix("/v1/editor/")
        status, answer = self.shirube.answer(self.command, call, body, self.headers.get("Cookie", ""))
        headers = {"Content-Type": "application/json", **self._cors()}
        if call == "exchange" and status == 200:
            headers["Set-Cookie"] = "shirube_editor=secret; HttpOnly; Path=/v1/editor; SameSite=Lax"
        self.reply(status, b"" if answer is None else json.dumps(answer).encode(), headers)

    def _cors(self) -> dict[str, str]:
        return {
            "Access-Control-Allow-Origin": self.headers.get("Origin", "*"),
            "Access-Control-Allow-Credentials": "true",
        }


@dataclass
class App:
    """The customer's app: pages by path, with headers of their own."""

    pages: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    origin: str = ""


class _AppHandler(_Quiet):
    app: App

    def do_GET(self) -> None:
        page = self.app.pages.get(self.path.split("?")[0])
        kind = "text/javascript" if self.path.endswith(".js") else "text/html; charset=utf-8"
        self.reply(200 if page else 404, (page or "").encode(), {"Content-Type": kind, **self.app.headers})


def serve(handler: type[BaseHTTPRequestHandler]) -> tuple[ThreadingHTTPServer, str]:
    """A server on a free port and its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


def serve_shirube(shirube: Shirube) -> ThreadingHTTPServer:
    server, shirube.origin = serve(type("Handler", (_ShirubeHandler,), {"shirube": shirube}))
    return server


def serve_app(app: App) -> ThreadingHTTPServer:
    server, app.origin = serve(type("Handler", (_AppHandler,), {"app": app}))
    return server
