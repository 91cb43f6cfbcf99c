"""Random tokens and their fingerprints. Only fingerprints are stored: a stolen database opens no door."""

from __future__ import annotations

import hashlib
import secrets


def new_token(prefix: str = "") -> str:
    """256 random bits, safe in URLs, cookies and headers."""
    return prefix + secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """SHA-256 as hex. The tokens are random, so nothing slower is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(given: str, expected: str) -> bool:
    """Compares without telling how much was right."""
    return secrets.compare_digest(given.encode(), expected.encode())
