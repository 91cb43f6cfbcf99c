"""Passwords, hashed with argon2id."""

from __future__ import annotations

from pwdlib import PasswordHash

MINIMUM_LENGTH = 10

_hasher = PasswordHash.recommended()
# Compared against when the address is unknown, so that the answer takes equally long.
_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The hash to store. Raises `ValueError` when the password is too short to be one."""
    if len(password) < MINIMUM_LENGTH:
        raise ValueError(f"a password has at least {MINIMUM_LENGTH} characters")
    return _hasher.hash(password)


def password_matches(password: str, password_hash: str | None) -> bool:
    """Whether this is the password; without a hash it takes as long and answers False."""
    matches = _hasher.verify(password, password_hash or _NOBODY)
    return matches and password_hash is not None
