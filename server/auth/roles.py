"""What each role may do. Owner and admin may do everything; everybody may read."""

from __future__ import annotations

from typing import get_args

from server.models.tenancy import Role

ROLES: tuple[Role, ...] = get_args(Role)
EVERYTHING: frozenset[Role] = frozenset({"owner", "admin"})


def roles_allowed(*needed: Role) -> frozenset[Role]:
    """The roles that may do what needs one of `needed`. `viewer` means: whoever is a member."""
    return frozenset(ROLES) if "viewer" in needed else EVERYTHING | set(needed)
