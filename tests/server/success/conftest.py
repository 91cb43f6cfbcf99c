"""A workspace in which people met a guide, through the real loader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from analytics.events import StoredEvent, to_line
from analytics.segments import SegmentFolders
from server.collect.importing import wait_until_loaded
from server.models import Environment
from server.success.refresh import refresh
from server.success.taking_over import Refreshed
from tests.factories import NOW, guide_definition, make_published


@dataclass
class Office:
    """Events go in as segments, findings come out by `refresh`."""

    app: FastAPI
    environment: Environment
    sent: int = 0

    def happen(self, type_: str, person: str, account: str = "acme", step: str = "", **ago: float) -> StoredEvent:
        self.sent += 1
        in_guide: dict[str, Any] = (
            {"guide": "first-invoice", "version": 1, "run": f"run-{person}", "step": step} if step else {}
        )
        given: dict[str, Any] = {
            "id": f"e{self.sent}",
            "at": NOW - timedelta(**ago),
            "person": person,
            "account": account,
        }
        return StoredEvent(type=type_, environment=self.environment.id, received_at=NOW, **given, **in_guide)

    def load(self, *events: StoredEvent) -> None:
        """Puts a segment where the loader finds it and waits until all is written, people and accounts too."""
        services = self.app.state.services
        folders = SegmentFolders(services.settings.segments_folder)
        name = f"t-{self.sent:06d}.ndjson"
        (folders.sealed / name).write_bytes(b"".join(to_line(event) for event in events))
        assert wait_until_loaded(folders, name, patience_seconds=30), "the loader did not load"

    def refresh(self) -> Refreshed:
        return refresh(self.app.state.services, [self.environment.id])[self.environment.id]

    def usual_people(self) -> list[StoredEvent]:
        """Forty who did both steps within minutes, weeks ago."""
        events = []
        for number in range(40):
            for step in ("open", "done"):
                events += [
                    self.happen("step_seen", f"p{number}", f"other-{number % 8}", step, days=30, minutes=number),
                    self.happen("step_acted", f"p{number}", f"other-{number % 8}", step, days=30, minutes=number - 3),
                ]
        return events

    def stuck(self, person: str, account: str = "acme") -> list[StoredEvent]:
        """Came three times in vain and is still around."""
        seen = [self.happen("step_seen", person, account, "open", days=day) for day in (3, 2, 1)]
        around = [self.happen("page_viewed", person, account, days=day, minutes=-5) for day in (3, 2, 1)]
        return [*seen, *around]


@pytest.fixture
def office(app: FastAPI, client: TestClient, session: Session, environment: Environment) -> Office:
    """`client` keeps the parts of the app running."""
    steps = [
        {"key": "open", "name": "Open billing", "kind": "modal", "content": [{"type": "text", "text": "Go."}]},
        {"key": "done", "kind": "modal", "content": [{"type": "text", "text": [{"text": "Well "}, {"text": "done"}]}]},
    ]
    make_published(session, environment, guide_definition("first-invoice", steps=steps))
    session.commit()
    return Office(app, environment)
