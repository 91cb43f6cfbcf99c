"""Having the owner of the event store do something, with a sentence when that fails."""

from __future__ import annotations

from typing import Any

from analytics.store import StoreUnavailableError
from server.cli.console import fail
from server.owner.opening import run_task
from server.owner.remote_store import OwnerFailedError
from server.settings import load_settings


def task(name: str, **given: Any) -> Any:
    """A task of `server/owner/tasks.py`, done by the running server or, when none runs, by this command."""
    try:
        return run_task(load_settings(), name, **given)
    except StoreUnavailableError:
        fail("Another process holds the event store and does not answer.")
    except OwnerFailedError as error:
        fail(str(error))
