"""What is on the other side: an HTTP server that answers as told, and an SMTP server that keeps what it is given."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Posted:
    headers: dict[str, str]
    body: bytes


@dataclass
class Web:
    """`answers` are statuses for the next posts (then 200); 0 closes the connection without any answer."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    posted: list[Posted] = field(default_factory=list)


@contextmanager
def web() -> Iterator[Web]:
    sink = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sink.posted.append(Posted({name.lower(): value for name, value in self.headers.items()}, body))
            status = sink.answers.pop(0) if sink.answers else 200
            if status == 0:
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in sink.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sink.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    with _running(server):
        yield sink


@dataclass
class Mail:
    url: str = ""
    refuses: bool = False
    breaks: bool = False
    received: list[EmailMessage] = field(default_factory=list)


@contextmanager
def mail() -> Iterator[Mail]:
    """Speaks as much SMTP as a client needs."""
    sink = Mail()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 sink")
            for line in self.rfile:
                word = line.split()[0].upper() if line.split() else b""
                if word == b"DATA":
                    self.say("354 go on")
                    data = b"".join(iter(self.rfile.readline, b".\r\n"))
                    if sink.breaks:
                        return
                    sink.received.append(message_from_bytes(data, policy=policy.default))
                    self.say("250 taken")
                elif word == b"RCPT" and sink.refuses:
                    self.say("450 not now")
                elif word == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 fine")

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sink.url = f"smtp://127.0.0.1:{server.server_address[1]}"
    with _running(server):
        yield sink


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
