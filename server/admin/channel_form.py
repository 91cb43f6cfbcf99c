"""Reads the form of a notification channel."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from pydantic import BaseModel

from server.errors import FieldProblem, Invalid
from server.models.notices import CHANNEL_KINDS, ChannelKind, NoticeChannel
from server.success.sayings import KIND_WORDS
from server.words import N_

EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SEVERITIES: Final = ((0.0, N_("all")), (40.0, N_("40 and more")), (60.0, N_("60 and more")), (80.0, N_("80 and more")))


def read_kind(text: str) -> ChannelKind:
    """Raises `Invalid` for what is no kind of channel."""
    known = next((kind for kind in CHANNEL_KINDS if kind == text), None)
    if known is None:
        raise Invalid("Choose how it is sent.", fields=[FieldProblem("kind", "email, slack or webhook")])
    return known


def read_address(kind: str, text: str) -> str:
    """An e-mail address, or a URL to post to. Raises `Invalid` with what to write instead."""
    address = text.strip()[:2000]
    if kind == "email":
        if not EMAIL.fullmatch(address):
            raise Invalid("This is not an e-mail address.", fields=[FieldProblem("address", "name@company.example")])
        return address
    url = urlsplit(address)
    if url.scheme not in ("http", "https") or not url.hostname:
        raise Invalid(
            "This is not an address that can be posted to.",
            fields=[FieldProblem("address", "the whole address, with https:// in front")],
        )
    return address


class ChannelForm(BaseModel):
    """What is asked of every channel, new or not. A box that is not ticked is not sent."""

    address: str = ""
    name: str = ""
    finding_kinds: list[str] = []
    least_severity: str = "0"
    help_requests: str = ""
    own_accounts: str = ""

    def fill(self, row: NoticeChannel) -> None:
        """Unknown kinds of findings are left out; none means: those that CSMs work on. Raises `Invalid`."""
        row.address = read_address(row.kind, self.address)
        row.name = self.name.strip()[:200] or row.address[:200]
        row.kinds = [kind for kind in KIND_WORDS if kind in self.finding_kinds]
        row.least_severity = next((value for value, _ in SEVERITIES if f"{value:g}" == self.least_severity), 0.0)
        row.help_requests = bool(self.help_requests)
        row.own_accounts = bool(self.own_accounts) and row.member_id is not None


class NewChannelForm(ChannelForm):
    """A member's own channel; with `shared`, from an admin, the workspace's."""

    kind: str = ""
    shared: str = ""
