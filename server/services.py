"""What the running process shares: made by `create_app`, reached as `app.state.services`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastapi import Request
from sqlalchemy import Engine

from server.clock import Clock
from server.delivery.body import SECONDS_FOR_A_BODY
from server.delivery.live import LiveGuides
from server.delivery.patience import Patience
from server.delivery.sdk import SdkFiles
from server.drops import DropLedger
from server.metrics import Metrics
from server.settings import Settings
from server.stores.session_facts import SessionFactsReader
from server.usage import UsageLedger

if TYPE_CHECKING:
    from analytics.segments import SegmentWriter
    from analytics.store import EventStore, OwnedStore
    from server.collect.collector import Collector


@dataclass
class Services:
    """`store` and `segments` are opened when the process starts serving (see `server/parts.py`), not before.

    `owned` is the same store in the one process that owns it; a web worker has none.
    """

    settings: Settings
    engine: Engine
    clock: Clock
    metrics: Metrics = field(default_factory=Metrics)
    patience: Patience = field(default_factory=lambda: Patience(SECONDS_FOR_A_BODY))
    live: LiveGuides = field(init=False)
    session_facts: SessionFactsReader = field(init=False)
    drops: DropLedger = field(init=False)
    usage: UsageLedger = field(init=False)
    sdk: SdkFiles = field(init=False)
    store: EventStore = field(init=False)
    owned: OwnedStore = field(init=False)
    segments: SegmentWriter = field(init=False)
    collector: Collector = field(init=False)

    def __post_init__(self) -> None:
        self.live = LiveGuides(self.engine)
        self.session_facts = SessionFactsReader(self.engine)
        self.drops = DropLedger(self.engine)
        self.usage = UsageLedger(self.engine)
        self.sdk = SdkFiles(self.settings.data / "sdk")


def services_of(request: Request) -> Services:
    """The services of the app that serves this request."""
    services: Services = request.app.state.services
    return services
