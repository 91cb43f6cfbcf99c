"""Counters for Prometheus. One registry per app, so that two apps in one process do not share numbers."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter


class Metrics:
    """What operators watch. Other rooms add their own to `registry`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.sessions = Counter(
            "shirube_sessions", "Answers of POST /v1/session by result.", ["result"], registry=self.registry
        )
        self.sessions_ok = self.sessions.labels("ok")
        self.sessions_refused = self.sessions.labels("unknown_key")
        self.publishes = Counter("shirube_publishes", "Guide versions published.", registry=self.registry)
