"""Starts the owner of the event store and the web workers, and starts again whichever of them dies.

Children are forked: they share the memory of what is imported already, and a new one serves within milliseconds. A
child notices the supervisor's death by the end of a pipe that only the supervisor holds open, and ends at once: what
it has answered for is on disk.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

STOP_SECONDS = 20.0
"""How long children may take to finish what they are doing."""
QUICK_DEATH_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 10.0

_log = structlog.get_logger("shirube.serving")


@dataclass
class Child:
    """A process to keep alive. `rank`: lower ends first. A child that dies young is started again ever more slowly."""

    name: str
    run: Callable[[], None]
    rank: int
    pid: int = 0
    started_at: float = 0.0
    due_at: float = 0.0
    pause: float = 0.0

    def died(self, now: float) -> None:
        lived = now - self.started_at
        self.pause = min(LONGEST_PAUSE_SECONDS, max(0.2, self.pause * 2)) if lived < QUICK_DEATH_SECONDS else 0.0
        self.pid, self.due_at = 0, now + self.pause


class Supervisor:
    """Runs in the main thread and has no other: that is what makes forking safe."""

    def __init__(self, children: list[Child]) -> None:
        self._children = children
        self._stopping = False
        self._life_read, self._life_write = os.pipe()
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)

    def run(self) -> None:
        """Until SIGTERM or SIGINT; then children end, workers before the owner, so that all is loaded."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, self._woken)
        while not self._stopping:
            self._reap()
            self._start_due()
            self._sleep()
        self._end()

    def _stop(self, *_: object) -> None:
        self._stopping = True
        self._woken()

    def _woken(self, *_: object) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b"x")

    def _sleep(self) -> None:
        now = time.monotonic()
        waits = [child.due_at - now for child in self._children if not child.pid]
        ready, _, _ = select.select([self._wake_read], [], [], max(0.0, min(waits)) if waits else None)
        if ready:
            os.read(self._wake_read, 4096)

    def _start_due(self) -> None:
        for child in self._children:
            if not child.pid and time.monotonic() >= child.due_at and not self._stopping:
                self._start(child)

    def _start(self, child: Child) -> None:
        child.started_at = time.monotonic()
        child.pid = os.fork()
        if child.pid:
            return
        code = 1
        try:
            self._become(child)
            child.run()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _become(self, child: Child) -> None:
        """In the child: nothing of the supervisor's is left but the end of the pipe to watch."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        with contextlib.suppress(OSError):  # what `ps` and `top` show, where there is /proc
            Path("/proc/self/comm").write_text(f"shirube-{child.name}")
        os.close(self._life_write)
        os.close(self._wake_read)
        os.close(self._wake_write)
        threading.Thread(target=_end_with, args=(self._life_read,), name="life-line", daemon=True).start()
        _log.debug("started", child=child.name, pid=os.getpid())

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            for child in self._children:
                if child.pid == pid:
                    child.died(time.monotonic())
                    if not self._stopping:
                        _log.warning("a process died and is started again", name=child.name, status=status)

    def _end(self) -> None:
        for rank in sorted({child.rank for child in self._children}):
            group = [child for child in self._children if child.rank == rank]
            _signal(group, signal.SIGTERM)
            deadline = time.monotonic() + STOP_SECONDS
            while any(child.pid for child in group) and time.monotonic() < deadline:
                time.sleep(0.02)
                self._reap()
            _signal(group, signal.SIGKILL)


def _signal(children: list[Child], number: signal.Signals) -> None:
    for child in children:
        if child.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, number)


def _end_with(pipe: int) -> None:
    """Blocks until the supervisor is gone, then ends this process."""
    while os.read(pipe, 1):
        pass
    os._exit(1)
