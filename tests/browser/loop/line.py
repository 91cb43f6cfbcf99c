"""The line between pages and a Shirube: whatever a browser sends, even for a page that is going, passes it."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.sdk.scripted import Quiet, started

LOST_AFTER_COMMIT, LOST_BEFORE_COMMIT = 1, 2
"""Which batch the collector takes, but its answer is lost; and which one never reaches it."""
OF_ONE_CONNECTION = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}
"""Headers that are not for who is beyond the line."""


@dataclass
class Line:
    """`target` is the Shirube's address, `origin` where pages find it. `sent` holds every event sent, by its id."""

    target: str
    origin: str = ""
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    batches: int = 0
    _alone: threading.Lock = field(default_factory=threading.Lock)

    def note(self, body: bytes) -> int:
        """Keep the events of a batch; answers its number, from 1."""
        events = json.loads(body)["events"]
        with self._alone:
            self.sent |= {event["id"]: event for event in events}
            self.batches += 1
            return self.batches

    def sent_by(self, person: str) -> dict[str, dict[str, Any]]:
        """The events of one person, by id, as far as they were sent by now."""
        with self._alone:
            return {id_: event for id_, event in self.sent.items() if event.get("person") == person}


def serve_line(line: Line) -> ThreadingHTTPServer:
    class Handler(Quiet):
        # A connection a request: a browser repeats by itself what fails on one it has used before.
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:  # noqa: N802 - the name asked for
            self._pass(b"")

        def do_POST(self) -> None:  # noqa: N802
            body = self.rfile.read(int(self.headers["Content-Length"]))
            number = line.note(body) if self.path == "/v1/events" else 0
            if number == LOST_BEFORE_COMMIT:
                self._hang_up()
            else:
                self._pass(body, answered=number != LOST_AFTER_COMMIT)

        def _pass(self, body: bytes, answered: bool = True) -> None:
            beyond = http.client.HTTPConnection(urlsplit(line.target).netloc, timeout=60)
            try:
                headers = {name: value for name, value in self.headers.items() if name.lower() not in OF_ONE_CONNECTION}
                beyond.request(self.command, self.path, body or None, headers)
                response = beyond.getresponse()
                content = response.read()
            finally:
                beyond.close()
            if not answered:
                self._hang_up()
                return
            kept = {name: value for name, value in response.getheaders() if name.lower() not in OF_ONE_CONNECTION}
            self.reply(response.status, kept, content)

        def _hang_up(self) -> None:
            self.connection.shutdown(socket.SHUT_RDWR)

    return started(Handler, line)
