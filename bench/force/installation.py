"""A server under attack: `shirube serve --workers N` on a data folder of its own, and its processes by what they do."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from analytics.segments import SegmentFolders
from bench.force.sender import Target
from server.database import make_engine, open_session
from server.migrations.run import upgrade
from server.settings import Settings
from tests.factories import make_environment, make_workspace

ROOT = Path(__file__).parents[2]
SUPERVISOR = "supervisor"
PATIENCE_SECONDS = 120.0


class Installation:
    """`environment_variables` are added to the server's."""

    def __init__(self, folder: Path, workers: int, environment_variables: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.settings = Settings(data=folder / "data", port=_free_port())
        self.segments = SegmentFolders(self.settings.segments_folder)
        self._workers = workers
        self._variables = environment_variables or {}
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        engine = make_engine(self.settings.resolved_database_url)
        upgrade(engine)
        with open_session(engine) as session:
            made = make_environment(session, make_workspace(session))
            self.environment = made.id
            self.target = Target(self.settings.port, made.write_key)
            session.commit()
        engine.dispose()

    def start(self) -> None:
        variables = {"SHIRUBE_DATA": str(self.settings.data), "SHIRUBE_LOG_LEVEL": "warning", **self._variables}
        command = [sys.executable, "-m", "server.cli", "serve", "--port", str(self.settings.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--workers", str(self._workers)],
                cwd=ROOT, env={**os.environ, **variables}, stdout=log, stderr=log, process_group=0,
            )  # fmt: skip
        self._wait_until(self._answers, "the server does not answer")

    def stop(self) -> None:
        """As an operator does."""
        if self._process:
            self._process.terminate()
            self._process.wait(PATIENCE_SECONDS)
            self._process = None

    def processes(self) -> dict[str, list[int]]:
        """The living processes by what they do: `store`, `worker`, and the supervisor."""
        found: dict[str, list[int]] = {}
        if self._process and self._process.poll() is None:
            found[SUPERVISOR] = [self._process.pid]
            with contextlib.suppress(OSError):
                children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
                for pid in map(int, children.split()):
                    with contextlib.suppress(OSError):
                        name = Path(f"/proc/{pid}/comm").read_text().strip()
                        found.setdefault(name.removeprefix("shirube-"), []).append(pid)
        return found

    def kill(self, what: str, pid: int) -> None:
        """SIGKILL. A supervisor is started again here, as systemd would; the others are its own to start."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        if what == SUPERVISOR and self._process:
            self._process.wait()
            self.start()

    def kill_everything(self) -> None:
        """All processes at once, as when the power goes, also one that is just being started."""
        pids = [pid for group in self.processes().values() for pid in group]
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
        self._wait_until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in pids), "a process survived")

    def wait_until_loaded(self) -> None:
        self._wait_until(self._is_loaded, "segments are not loaded")

    def log(self) -> str:
        return self._log.read_text(errors="replace")

    def _is_loaded(self) -> bool:
        return not self.segments.waiting() and not list(self.segments.open.glob("*.ndjson"))

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{self.settings.port}/healthz", timeout=5):
            return True
        return False

    def _wait_until(self, good: object, complaint: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not good():  # type: ignore[operator]
            if time.monotonic() > deadline:
                raise RuntimeError(f"{complaint}:\n{self.log()[-4000:]}")
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
