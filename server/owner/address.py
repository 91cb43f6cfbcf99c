"""Where the owner of a data folder's event store listens."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

NAME = "events.sock"
LONGEST = 100
"""Addresses of local sockets hold about 108 bytes."""


def socket_path(data: Path) -> Path:
    """The socket beside the data, or, where that path is too long, in a private folder of the system's own."""
    path = data.absolute() / NAME
    if len(os.fsencode(path)) <= LONGEST:
        return path
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:24]
    return Path(tempfile.gettempdir()) / f"shirube-{os.getuid()}-{digest}" / NAME


def prepare_folder(path: Path) -> None:
    """Make the socket's folder when it is one of ours in the system's temporary folder, for us alone."""
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.parent.name.startswith("shirube-") and path.parent.stat().st_uid != os.getuid():
        raise PermissionError(f"{path.parent} belongs to somebody else")
