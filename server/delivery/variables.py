"""Variables in content: which ones a guide uses, and what they are for one person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guides.definition import Guide


def variables_of(guide: Guide) -> frozenset[str]:
    """Names such as `person.name`, from all content and translations."""
    return frozenset(_named(guide.model_dump(include={"steps", "translations"})))


def _named(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        variable = node.get("variable")
        if isinstance(variable, str):
            yield variable
        for value in node.values():
            yield from _named(value)
    elif isinstance(node, list):
        for value in node:
            yield from _named(value)


def values_for(variables: frozenset[str], person: Mapping[str, Any], account: Mapping[str, Any]) -> dict[str, str]:
    """The values that are known; the content's own fallback stands in for the others."""
    topics = {"person": person, "account": account}
    found = {}
    for variable in variables:
        topic, _, name = variable.partition(".")
        value = topics[topic].get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found[variable] = str(value)
    return found
