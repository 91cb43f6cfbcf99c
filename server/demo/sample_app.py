"""The sample customer app, served beside Shirube in a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from examples.sample_app.app import create_app

PATIENCE_SECONDS = 10


@contextmanager
def serving(host: str, port: int, shirube: str, write_key: str) -> Iterator[None]:
    """The app is served inside the `with`. Raises OSError when the port is taken."""
    app = create_app(shirube, write_key)
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=_run, args=(server,), name="sample app", daemon=True)
    thread.start()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise OSError(f"The sample app cannot listen on {host}:{port}. Is something else there? Try --port.")
        time.sleep(0.02)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)


def _run(server: uvicorn.Server) -> None:
    try:
        server.run()
    except SystemExit:
        return  # uvicorn ends the process when the port is taken; only this thread is to end
