"""Segments: what was answered for is on disk, whatever happens next."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analytics.segments import BacklogError, ClosedError, Recovered, SegmentFolders, SegmentWriter, recover


@pytest.fixture
def folders(tmp_path: Path) -> SegmentFolders:
    return SegmentFolders(tmp_path)


def lines_in(folder: Path) -> list[bytes]:
    return sorted(line for path in folder.glob("*.ndjson") for line in path.read_bytes().splitlines())


def test_what_was_appended_is_there_before_the_answer(folders: SegmentFolders) -> None:
    writer = SegmentWriter(folders, "w")
    writer.append_now(b"one\n")
    assert lines_in(folders.open) == [b"one"]
    writer.seal()
    assert (lines_in(folders.open), lines_in(folders.sealed)) == ([], [b"one"])
    writer.close()


def test_requests_share_the_disk(folders: SegmentFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred requests at once need far fewer than a hundred fdatasyncs, and none is answered before its own."""
    synced = []
    real = os.fdatasync

    def counting(descriptor: int) -> None:
        real(descriptor)
        synced.append(os.fstat(descriptor).st_size)

    monkeypatch.setattr(os, "fdatasync", counting)
    writer = SegmentWriter(folders, "w")

    async def everybody() -> None:
        await asyncio.gather(*(writer.append(b"%03d\n" % number) for number in range(100)))

    with ThreadPoolExecutor(1) as fresh:  # a browser test in this process may keep a loop running in our thread
        fresh.submit(asyncio.run, everybody()).result()
    assert len(synced) < 20
    assert synced[-1] == 400
    writer.close()
    assert lines_in(folders.sealed) == [b"%03d" % number for number in range(100)]


def test_a_full_segment_is_sealed(folders: SegmentFolders) -> None:
    writer = SegmentWriter(folders, "w", max_bytes=10)
    for number in range(4):
        writer.append_now(b"line%d\n" % number)
    writer.close()
    assert [path.name for path in folders.waiting()] == ["w-00000001.ndjson", "w-00000002.ndjson"]


def test_more_than_memory_holds_is_refused(folders: SegmentFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(os, "fdatasync", lambda _: release.wait(10))
    writer = SegmentWriter(folders, "w", max_waiting_bytes=10)
    first = threading.Thread(target=writer.append_now, args=(b"1\n",))
    first.start()
    while writer.waiting_bytes:
        pass  # the first is being written now
    second = threading.Thread(target=writer.append_now, args=(b"123456789\n",))
    second.start()
    while not writer.waiting_bytes:
        pass
    with pytest.raises(BacklogError):
        writer.append_now(b"2\n")
    release.set()
    first.join()
    second.join()
    writer.close()
    assert lines_in(folders.sealed) == [b"1", b"123456789"]


def test_a_failing_disk_is_told_and_leaves_no_half_line(
    folders: SegmentFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = SegmentWriter(folders, "w")
    writer.append_now(b"good\n")
    with monkeypatch.context() as broken:
        broken.setattr(os, "fdatasync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space"):
            writer.append_now(b"bad\n")
    writer.append_now(b"good again\n")
    writer.close()
    assert lines_in(folders.sealed) == [b"good", b"good again"]


def test_nothing_is_taken_after_closing(folders: SegmentFolders) -> None:
    writer = SegmentWriter(folders, "w")
    writer.close()
    with pytest.raises(ClosedError):
        writer.append_now(b"late\n")


LEFTOVERS = [
    (b"one\ntwo\n", [b"one", b"two"], 0),
    (b"one\ntw", [b"one"], 2),
    (b"half", [], 4),
    (b"", [], 0),
    (b"one\n" + b"\x00" * 70_000, [b"one"], 70_000),
]


@pytest.mark.parametrize(("left", "kept", "cut"), LEFTOVERS)
def test_what_a_dead_writer_left_is_kept_up_to_its_last_line(
    folders: SegmentFolders, left: bytes, kept: list[bytes], cut: int
) -> None:
    (folders.open / "dead-00000001.ndjson").write_bytes(left)
    assert recover(folders) == [Recovered("dead-00000001.ndjson", cut)]
    assert lines_in(folders.sealed) == kept
    assert recover(folders) == []


def test_a_living_writer_is_left_alone(folders: SegmentFolders) -> None:
    writer = SegmentWriter(folders, "w")
    writer.append_now(b"one\n")
    assert recover(folders) == []
    assert lines_in(folders.open) == [b"one"]
    writer.close()


def test_kill_loses_nothing_that_was_answered_for(folders: SegmentFolders) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom analytics.segments import SegmentFolders, SegmentWriter\n"
        f"writer = SegmentWriter(SegmentFolders(Path({str(folders.root)!r})), 'killed')\n"
        "for number in range(100000):\n"
        "    writer.append_now(b'%d\\n' % number)\n"
        "    print(number, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert process.stdout
    answered = [process.stdout.readline() for _ in range(30)]
    process.send_signal(signal.SIGKILL)
    answered += process.stdout.readlines()
    process.wait()
    recover(folders)
    promised = {line.strip() for line in answered if line.endswith(b"\n")}
    assert len(promised) >= 30
    assert promised <= set(lines_in(folders.sealed))
