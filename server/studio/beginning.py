"""A new guide: its key from its name, its first page from an address of the app."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from guides.definition import Guide
from guides.showing import Trigger
from server.errors import FieldProblem, Invalid
from server.stores.guides import GuideStore
from server.words import N_

MAX_KEY = 60


def key_from(name: str) -> str:
    """A key made of the name's Latin letters and digits; `guide` when there are none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:MAX_KEY].strip("-") or "guide"


def free_key(store: GuideStore, name: str) -> str:
    """As `key_from`, numbered when another guide has that key."""
    wanted = key_from(name)
    number, key = 1, wanted
    while store.find(key) is not None:
        number += 1
        key = f"{wanted}-{number}"
    return key


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
