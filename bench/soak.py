"""`python -m bench.soak [EVENTS]`: a million events from several processes through HTTP, segments and loader into the
store; the ids sent, stored and counted must be equal, and the owner's memory must not grow with the events.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.force.account import take_account
from bench.force.installation import Installation
from bench.force.sender import Sender

EVENTS = 1_000_000
SENDERS = 3
BATCH = 100
LOOK_EVERY_SECONDS = 5.0


class Watch:
    """Memory and CPU of the server's processes, looked at now and then."""

    def __init__(self, installation: Installation) -> None:
        self.peaks: list[int] = []
        self.cpu: dict[str, float] = {}
        self._installation = installation
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(LOOK_EVERY_SECONDS):
            for kind, pids in self._installation.processes().items():
                self.cpu[kind] = sum(map(_cpu_seconds, pids))
                if kind == "store":
                    self.peaks.append(_resident_megabytes(pids[0]))


def _resident_megabytes(pid: int) -> int:
    """Anonymous memory: pages of mapped files are the system's to take back."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) // 1024
    return 0


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        installation = Installation(folder, workers=2)
        installation.start()
        watch, began = Watch(installation), time.monotonic()
        senders = [
            Sender(installation.target, folder, n, 0.0, wanted // SENDERS // BATCH, BATCH) for n in range(SENDERS)
        ]
        try:
            for sender in senders:
                sender.start()
            sent = [id_ for sender in senders for id_ in sender.finish()]
            sent_after = time.monotonic() - began
            installation.wait_until_loaded()
            loaded_after = time.monotonic() - began
        finally:
            watch.stop()
            installation.stop()
        account = take_account(installation.settings, sent)
    half = len(watch.peaks) // 2
    cpu = ", ".join(f"{kind} {seconds / account.stored * 1e6:.1f} µs" for kind, seconds in sorted(watch.cpu.items()))
    late = loaded_after - sent_after
    print(f"soak: {len(sent)} events sent in {sent_after:.0f} s, loaded {late:.1f} s later; {account}")
    print(f"  CPU an event: {cpu}; owner's memory: at most {max(watch.peaks[:half], default=0)} MB in the first half, "
          f"{max(watch.peaks[half:], default=0)} MB in the second")  # fmt: skip
    return 0 if account.good and account.stored == len(sent) else 1


if __name__ == "__main__":
    sys.exit(main())
