"""A new guide: its first page from an address of the app."""

from __future__ import annotations

from urllib.parse import urlsplit

from guides.definition import Guide, GuideKind
from guides.showing import Trigger
from server.errors import FieldProblem, Invalid
from server.studio.guide_list.starting import Say, beginning
from server.words import N_


def blank_guide(
    key: str, name: str, address: str, language: str, kind: GuideKind = "walkthrough", say: Say = str
) -> Guide:
    """A draft that starts on the address's page, as its kind begins. Raises `Invalid` for a bad name or address."""
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
    named = name.strip()[:200]
    trigger = Trigger(page=page_of(address)).model_dump(mode="json", by_alias=True)
    common = {"key": key, "kind": kind, "name": named, "language": language, "trigger": trigger}
    return Guide.model_validate(common | beginning(kind, named, say))


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
