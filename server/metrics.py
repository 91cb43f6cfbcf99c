"""Counters for Prometheus. One registry per app, so that two apps in one process do not share numbers."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram


class Metrics:
    """What operators watch. Other rooms add their own to `registry`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.sessions = Counter(
            "shirube_sessions", "Answers of POST /v1/session by result.", ["result"], registry=self.registry
        )
        self.session_seconds = Histogram(
            "shirube_session_seconds",
            "Time to answer POST /v1/session.",
            buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1),
            registry=self.registry,
        )
        self.publishes = Counter("shirube_publishes", "Guide versions published.", registry=self.registry)
