"""Backup, restore, export, erase, reconcile, retention, as typed; no server runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from server.cli import app

AT = "2026-10-01T09:00:00Z"


class Shell:
    def __init__(self, data: Path) -> None:
        self._env = {"SHIRUBE_DATA": str(data)}

    def __call__(self, *words: str | Path, expect: int = 0) -> Result:
        result = CliRunner().invoke(app, [str(word) for word in words], env=self._env)
        assert result.exit_code == expect, result.output
        return result

    def json(self, *words: str | Path, expect: int = 0) -> Any:
        return json.loads(self(*words, "--json", expect=expect).stdout)


def test_the_life_of_an_installation(tmp_path: Path) -> None:
    shell, other, copy = Shell(tmp_path / "data"), Shell(tmp_path / "other"), tmp_path / "copy.tar.gz"
    lines = [
        {"id": f"{person}-{type_}", "type": type_, "at": AT, "person": person, "guide": "g", "run": person, "step": "a"}
        for person in ("ann", "bob")
        for type_ in ("step_seen", "step_acted")
    ]
    (tmp_path / "events.ndjson").write_text("\n".join(map(json.dumps, lines)))
    shell("events", "import", tmp_path / "events.ndjson")
    assert shell.json("events", "reconcile") == []

    assert shell.json("backup", copy)["events"] == 4
    assert "exists already" in shell("backup", copy, expect=2).output
    assert "not empty" in shell("restore", copy, expect=1).output
    assert other.json("restore", copy)["events"] == 4

    assert "Nothing was erased" in other("erase", "--person", "ann", "--confirm", "bob", expect=2).output
    assert len(json.loads(other("export", "--person", "ann").stdout)["events"]) == 2
    assert other.json("erase", "--person", "ann", "--confirm", "ann")["events"] == 2
    assert "Nothing is known" in other("export", "--person", "ann", expect=1).output

    assert other.json("events", "retention", "--keep", "step_seen=30", "--keep", "400") == [
        {"type": "", "days": 400},
        {"type": "step_seen", "days": 30},
    ]
    assert "TYPE=DAYS" in other("events", "retention", "--keep", "step_seen", expect=2).output
    assert other.json("events", "retention", "--for-ever", "step_seen") == [{"type": "", "days": 400}]
    other("events", "compact")
    assert other.json("events", "rebuild") == {"events": 2, "runs": 1, "run_steps": 1}
    diagnoses = {one["about"]: one for one in json.loads(other("doctor", "--json", expect=0).stdout)}
    assert diagnoses["runs and rollups"]["level"] == "ok"
