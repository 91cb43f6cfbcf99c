"""All configuration, by `SHIRUBE_*` variables or one file named in `SHIRUBE_CONFIG` (KEY=value lines)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Made once where the process starts and passed in; nothing reads the environment elsewhere."""

    model_config = SettingsConfigDict(env_prefix="SHIRUBE_", extra="ignore")

    data: Path = Field(default=Path("data"), description="The data folder: databases, event segments, uploads.")
    database_url: str = Field(default="", description="SQLAlchemy URL; empty: SQLite in the data folder.")
    events_url: str = Field(
        default="", description="duckdb:///PATH?memory=2GB or clickhouse://…; empty: DuckDB in the data folder."
    )
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    workers: int = Field(
        default=1, ge=1, le=64, description="Web processes; more than one share an owner of the event store."
    )
    ack: Literal["disk", "store"] = Field(
        default="disk",
        description="When events are answered for: once on this disk, or once the ClickHouse cluster has confirmed.",
    )
    public_url: str = Field(default="", description="How browsers reach this server; empty: http://HOST:PORT.")
    secure_cookies: bool = Field(default=False, description="Set behind HTTPS: cookies are sent over HTTPS only.")
    session_days: int = Field(default=14, ge=1, le=365, description="How long a log-in lasts without use.")
    log_level: str = "info"
    smtp_url: str = Field(
        default="", description="smtp://user:password@host:587 (STARTTLS) or smtps://…; empty: no e-mail is sent."
    )
    mail_from: str = Field(default="", description="The sender of e-mails; empty: shirube@ the public URL's host.")

    @model_validator(mode="after")
    def _can_confirm(self) -> Settings:
        if self.ack == "store" and not self.events_url.startswith(("clickhouse", "chdb")):
            raise ValueError("SHIRUBE_ACK=store needs a ClickHouse cluster: set SHIRUBE_EVENTS_URL=clickhouse://…")
        return self

    @property
    def resolved_database_url(self) -> str:
        return self.database_url or f"sqlite:///{(self.data / 'shirube.db').absolute()}"

    @property
    def resolved_events_url(self) -> str:
        return self.events_url or f"duckdb:///{(self.data / 'events.duckdb').absolute()}"

    @property
    def segments_folder(self) -> Path:
        return self.data / "segments"

    @property
    def resolved_mail_from(self) -> str:
        return self.mail_from or f"shirube@{urlsplit(self.resolved_public_url).hostname}"

    @property
    def resolved_public_url(self) -> str:
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def load_settings() -> Settings:
    """Settings from the environment and, when named, the file in `SHIRUBE_CONFIG`."""
    return Settings(_env_file=os.environ.get("SHIRUBE_CONFIG"))
