"""`shirube stuck`, as a person at a shell meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from server.cli import app
from tests.analytics.stuck.stories import Story, after


def shirube(*arguments: str, expect: int = 0) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == expect, result.output
    return result.output


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crowd that finishes; Ann, who comes on three days in vain; a later failure of a step."""
    monkeypatch.setenv("SHIRUBE_DATA", str(tmp_path / "data"))
    story = Story().crowd("form", 60, 0, start=after(days=-30))
    for day in (0, 1, 2):
        story.event("step_seen", "ann", after(days=day), "form")
    for number in range(5):
        story.event("step_failed", f"f{number}", after(days=6, hours=number), "send")
    names = ("id", "type", "person", "account", "run", "guide", "step")
    rows = [
        {name: getattr(row, name) for name in names if getattr(row, name)} | {"at": row.at.isoformat()}
        for row in story.rows
    ]
    file = tmp_path / "events.ndjson"
    file.write_text("\n".join(json.dumps(row) for row in rows))
    shirube("events", "import", str(file))


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.usefixtures("imported")
def test_as_of_a_time_only_what_had_happened_counts() -> None:
    kinds = {
        at: [one["kind"] for one in json.loads(shirube("stuck", "--as-of", at, "--json"))]
        for at in ("2026-08-31", "2026-09-03T12:00:00Z", "2026-09-08")
    }
    assert kinds == {
        "2026-08-31": [],
        "2026-09-03T12:00:00Z": ["stuck_person"],
        "2026-09-08": ["broken_step", "abandoned"],
    }
    assert "Seen “form” 3 times in 2 days, never done" in shirube("stuck", "--as-of", "2026-09-03T12:00:00Z")


@pytest.mark.usefixtures("imported")
def test_a_back_test_prints_each_finding_when_it_first_opens() -> None:
    found = lines(shirube("stuck", "backtest", "--from", "2026-08-30", "--to", "2026-09-20", "--every", "1d", "--json"))
    told = [(one["at"], one["kind"], one["person"], one["guide"], one["step"]) for one in found]
    assert told == [
        ("2026-09-03T00:00:00+00:00", "stuck_person", "ann", "first-invoice", "form"),
        ("2026-09-07T00:00:00+00:00", "abandoned", "ann", "first-invoice", "form"),
        ("2026-09-08T00:00:00+00:00", "broken_step", None, "first-invoice", "send"),
    ]
    assert all(0 < one["probability"] < 1 and one["because"] for one in found)


WRONG = [
    ["stuck", "--as-of", "yesterday"],
    ["stuck", "backtest", "--from", "2026-01-01", "--to", "2026-02-01", "--every", "often"],
    ["stuck", "backtest", "--from", "2026-03-01", "--to", "2026-02-01"],
    ["stuck", "--environment", "nowhere"],
]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("arguments", WRONG, ids=[" ".join(row[1:3]) for row in WRONG])
def test_what_was_written_wrongly_is_said(arguments: list[str]) -> None:
    assert shirube(*arguments, expect=2)
