"""A new guide: its first page from an address of the app."""

from __future__ import annotations

from urllib.parse import urlsplit

from guides.definition import Guide
from guides.showing import Trigger
from server.errors import FieldProblem, Invalid
from server.words import N_


def blank_guide(key: str, name: str, address: str, language: str) -> Guide:
    """A draft without steps that starts on the address's page. Raises `Invalid` for a bad name or address."""
    problems = [
        *([] if name.strip() else [FieldProblem("name", N_("Give the guide a name."))]),
        *(
            []
            if _is_address(address)
            else [FieldProblem("address", N_("Write an address like https://app.example.com."))]
        ),
    ]
    if problems:
        raise Invalid(fields=problems)
    return Guide(key=key, name=name.strip()[:200], language=language, trigger=Trigger(page=page_of(address)))


def page_of(address: str) -> str:
    """The page pattern an address stands for: its path; none for the front page, where apps send people anywhere."""
    path = urlsplit(address).path.rstrip("/")
    return path[:200]


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _is_address(address: str) -> bool:
    parts = urlsplit(address.strip())
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address.strip()
