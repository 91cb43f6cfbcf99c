"""Keys made from names: what travels in addresses and survives a change of the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

MAX_KEY = 60


def key_from(name: str, otherwise: str) -> str:
    """A key made of the name's Latin letters and digits; `otherwise` when there are none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:MAX_KEY].strip("-") or otherwise


def free_key(name: str, otherwise: str, is_taken: Callable[[str], bool]) -> str:
    """As `key_from`, numbered when the key is taken."""
    wanted = key_from(name, otherwise)
    number, key = 1, wanted
    while is_taken(key):
        number += 1
        key = f"{wanted}-{number}"
    return key
