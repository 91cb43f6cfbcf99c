"""What every test of the server's rooms has."""

from __future__ import annotations

import pytest

from server.success import refresher


@pytest.fixture(autouse=True)
def _refresh_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app's own refresher would close made-up findings, which no event proves, a few seconds into a slow test."""
    monkeypatch.setattr(refresher, "FIRST_AFTER_SECONDS", 3600.0)
