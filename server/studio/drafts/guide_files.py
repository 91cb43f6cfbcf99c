"""Guides as files, YAML or JSON, so that they can live in a repository."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guides.canonical import to_json
from guides.definition import Guide
from server.errors import FieldProblem, Invalid
from server.stores.guide_list import read_tags
from server.studio.drafts.definitions import read_definition

SUFFIXES = (".yaml", ".yml", ".json")


class _Loader(yaml.SafeLoader):
    """As YAML 1.2 reads it: `on` is a word (`{on: click}`), and only true and false are booleans."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def guide_files(paths: list[Path]) -> list[Path]:
    """The files named, and those directly in the folders named, in order of their names."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(file for file in path.iterdir() if file.suffix in SUFFIXES) if path.is_dir() else [path]
        found += inside
    return found


@dataclass(frozen=True)
class GuideFile:
    """A guide as a file holds it. `tags` belong to the guide, not to its content; None: the file names none."""

    guide: Guide
    tags: list[str] | None = None


def read_guide(path: Path) -> Guide:
    """The guide in the file alone. Raises what `read_guide_file` raises."""
    return read_guide_file(path).guide


def read_guide_file(path: Path) -> GuideFile:
    """The guide in the file. Raises `Invalid` with what is wrong where, also for text that is not YAML or JSON."""
    try:
        text = path.read_text("utf-8")
        value: Any = json.loads(text) if path.suffix == ".json" else yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise Invalid(f"{path} cannot be read: {error}") from error
    tags = value.pop("tags", None) if isinstance(value, dict) else None
    if tags is not None and not (isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)):
        wrong = FieldProblem("tags", "write a list of words, such as [billing, onboarding]")
        raise Invalid("This is not a guide's definition.", fields=[wrong])
    return GuideFile(read_definition(value), None if tags is None else read_tags(tags))


def guide_as_yaml(guide: Guide, tags: Sequence[str] = ()) -> str:
    """The guide as YAML, without what is only a default; its tags stand after its name."""
    value = guide.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    full = to_json(guide)
    named = {name: value.get(name, full.get(name)) for name in ("key", "kind", "name")}
    kept = _with_types(named | value, full)
    if tags:
        kept = {name: kept[name] for name in named} | {"tags": list(tags)} | kept
    return str(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=120))


# Which member of a union a thing is, is a default of that member, but a reader needs it.
_DISCRIMINATORS = ("type", "do", "on", "key", "kind", "time")


def _with_types(short: Any, full: Any) -> Any:
    """Puts the discriminators back that `exclude_defaults` dropped."""
    if isinstance(short, dict) and isinstance(full, dict):
        named = {name: full[name] for name in _DISCRIMINATORS if name in full}
        if full.get("language") is True:  # the condition; a guide's language is a tag
            named["language"] = True
        return named | {name: _with_types(value, full.get(name)) for name, value in short.items()}
    if isinstance(short, list) and isinstance(full, list):
        return [_with_types(a, b) for a, b in zip(short, full, strict=True)]
    return short
