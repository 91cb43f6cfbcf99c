"""The built snippet on disk, and every version of it that was ever served.

Versions are kept in the data folder, because customers pin a version by its hash, and because
a page that was open during an upgrade still asks for the parts of the version it started with.
"""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli

from server.errors import NotFound, NotReady

MOVING = "v1"
_SERVER = Path(__file__).parent.parent
FOLDERS = (_SERVER.parent / "sdk_js" / "dist", _SERVER / "sdk")
"""Where a build may lie: in a checkout, in an installed wheel."""


@dataclass
class SdkFile:
    """One file with its packed forms, made when first asked for."""

    content: bytes
    etag: str = ""
    _packed: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.etag = f'"{sha256(self.content).hexdigest()[:32]}"'

    def packed(self, accepted: str) -> tuple[bytes, str]:
        """The smallest form the browser takes, and the name of its encoding (empty: plain)."""
        encoding = next((name for name in ("br", "gzip") if name in accepted), "")
        if encoding not in self._packed:
            self._packed[encoding] = _PACKERS[encoding](self.content)
        return self._packed[encoding], encoding


_PACKERS = {"br": brotli.compress, "gzip": lambda content: gzip.compress(content, mtime=0), "": lambda content: content}


class SdkFiles:
    """The current build and the archive of earlier ones."""

    def __init__(self, archive: Path, folders: tuple[Path, ...] = FOLDERS) -> None:
        self._archive = archive
        self._folders = folders
        self._files: dict[tuple[str, str], SdkFile] = {}
        self._manifest: tuple[float, dict[str, Any]] = (0.0, {})

    def manifest(self) -> dict[str, Any]:
        """`version` and `files` of the current build; raises `NotReady` when nothing was built."""
        folder = next((folder for folder in self._folders if (folder / "manifest.json").exists()), None)
        if folder is None:
            raise NotReady("The snippet is not built: run `make sdk`.")
        changed = (folder / "manifest.json").stat().st_mtime
        if changed != self._manifest[0]:
            manifest = json.loads((folder / "manifest.json").read_bytes())
            self._keep(folder, manifest)
            self._manifest = (changed, manifest)
        return self._manifest[1]

    def _keep(self, folder: Path, manifest: dict[str, Any]) -> None:
        """Archives a build the first time it is seen. The manifest goes last: it says that the rest is there."""
        kept = self._archive / manifest["version"]
        if (kept / "manifest.json").exists():
            return
        kept.mkdir(parents=True, exist_ok=True)
        for name in (*manifest["files"], "manifest.json"):
            shutil.copyfile(folder / name, kept / name)

    def get(self, version: str, name: str) -> SdkFile:
        """A file of a version, or of the current build for `v1`. Raises `NotFound`."""
        current = self.manifest()
        chosen = current["version"] if version == MOVING else version
        known = self._files.get((chosen, name))
        if known is None:
            known = self._files[chosen, name] = SdkFile(self._read(chosen, name))
        return known

    def _read(self, version: str, name: str) -> bytes:
        folder = self._archive / version
        plain = not set(version + name) & set("/\\") and ".." not in (version, name)
        if not plain or name == "manifest.json" or not (folder / name).is_file():
            raise NotFound(f"There is no file {name} in version {version} of the snippet.")
        return (folder / name).read_bytes()
