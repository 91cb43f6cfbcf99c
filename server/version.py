"""The version of this Shirube."""

from __future__ import annotations

VERSION = "0.1.0"
