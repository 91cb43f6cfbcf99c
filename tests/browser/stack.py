"""A real Shirube in a process of its own, with one author, for tests that go through every room."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.processes import BIN, ROOT, free_port, running

EMAIL, PASSWORD = "author@shirube.test", "correct-horse-battery"


@dataclass
class Stack:
    """`address` is where Shirube is served; further programs may be started beside it."""

    address: str
    folder: Path
    environment: dict[str, str]
    opened: ExitStack = field(default_factory=ExitStack)

    def command(self, *words: str) -> str:
        """Runs `shirube …` on this installation's data and answers what it printed."""
        done = subprocess.run(
            [str(BIN / "shirube"), *words],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, command: list[str], port: int) -> str:
        log = self.folder / f"{command[0]}-{port}.log"
        return self.opened.enter_context(running(command, port, log, self.environment))

    def proxied(self, app: str, *options: str) -> str:
        """The address at which `app` is served with the snippet injected."""
        port = free_port()
        return self.start(["shirube", "proxy", app, "--port", str(port), *options], port)


@contextmanager
def a_stack(folder: Path) -> Iterator[Stack]:
    """A new installation below `folder`, with one member who may do everything."""
    port = free_port()
    stack = Stack(f"http://127.0.0.1:{port}", folder, {"SHIRUBE_DATA": str(folder / "data"), "SHIRUBE_PORT": str(port)})
    stack.command("db", "upgrade")
    stack.command("member", "add", EMAIL, "--name", "Aiko Author", "--role", "owner", "--password", PASSWORD)
    with stack.opened:
        stack.start(["shirube", "serve"], port)
        yield stack
