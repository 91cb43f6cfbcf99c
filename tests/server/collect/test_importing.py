"""`shirube events`, as a person at a shell meets it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from analytics.metrics.funnel import funnel
from analytics.metrics.period import Period
from analytics.store import open_store
from server.cli import app
from server.database import make_engine, open_session
from server.settings import Settings
from server.stores import doors
from server.stores.workspaces import all_workspaces
from tests.analytics.stores import WHOLE, minutes


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHIRUBE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def shirube(*arguments: str, expect: int = 0) -> Any:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == expect, result.output
    return result


def line(name: str, minute: float = 0, **fields: Any) -> dict[str, Any]:
    given = {"id": name, "type": "step_seen", "at": minutes(minute).isoformat(), "person": "p1", "guide": "course",
             "version": 1, "step": "one"}  # fmt: skip
    return {**given, **fields}


def ndjson(path: Path, *lines: Any) -> Path:
    texts = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines)
    path.write_text("\n".join(texts) + "\n")
    return path


def environment_of(data: Path, workspace: str = "main") -> str:
    engine = make_engine(Settings(data=data).resolved_database_url)
    with open_session(engine) as session:
        [found] = [one for one in all_workspaces(session) if one.key == workspace]
        [environment] = doors.environments_of_workspace(session, found.id)
    engine.dispose()
    return environment.id


def seen_and_done(data: Path, period: Period = WHOLE) -> list[tuple[str, int, int]]:
    store = open_store(Settings(data=data).resolved_events_url)
    steps = funnel(store, environment_of(data), "course", period).steps
    store.close()
    return [(step.step, step.seen, step.done) for step in steps]


def test_a_new_folder_takes_a_file_with_its_own_times(data: Path, tmp_path: Path) -> None:
    file = ndjson(tmp_path / "events.ndjson", line("1"), line("2", 1, type="step_acted"), line("3", 2, step="two"))
    assert "3 lines, 3 accepted, 0 rejected." in shirube("events", "import", str(file)).output
    assert seen_and_done(data) == [("one", 1, 1), ("two", 1, 0)]


def test_importing_again_adds_nothing(data: Path, tmp_path: Path) -> None:
    file = ndjson(tmp_path / "events.ndjson", line("1"), line("2", 1, type="step_acted"))
    shirube("events", "import", str(file))
    report = json.loads(shirube("events", "import", str(file), "--json").output)
    assert (report["accepted"], report["new"], report["duplicates"]) == (2, 0, 2)
    assert seen_and_done(data) == [("one", 1, 1)]


def test_bad_lines_are_named_and_the_others_taken(data: Path, tmp_path: Path) -> None:
    file = ndjson(
        tmp_path / "events.ndjson",
        line("1"), "not json", "", line("2", at="yesterday"), line("3", person=[]), line("4", type="step_acted"),
    )  # fmt: skip
    report = json.loads(shirube("events", "import", str(file), "--json", expect=1).output)
    assert (report["lines"], report["accepted"], report["rejected"]) == (6, 2, 3)
    assert report["reasons"] == {"malformed_event": 3}
    assert [one["line"] for one in report["rejected_lines"]] == [2, 4, 5]
    assert "$.at" in report["rejected_lines"][1]["detail"]
    assert seen_and_done(data) == [("one", 1, 1)]


def test_parquet_and_gzip(data: Path, tmp_path: Path) -> None:
    duckdb.sql(f"""
        COPY (SELECT 'q' || i AS id, 'step_seen' AS type, TIMESTAMP '2026-11-01 09:00:00' + to_minutes(i) AS "at",
                     'p' || i AS person, 'course' AS guide, CAST(1 AS DOUBLE) AS version, 'one' AS step,
                     {{'n': i, 't': 'x'}} AS props, 7 AS unknown_column
              FROM range(50) AS r(i)) TO '{tmp_path}/events.parquet' (FORMAT parquet)""")
    assert json.loads(shirube("events", "import", f"{tmp_path}/events.parquet", "--json").output)["new"] == 50
    duckdb.sql(f"""
        COPY (SELECT 'z' AS id, 'step_acted' AS type, TIMESTAMPTZ '2026-11-01 18:01:00+09' AS "at", 'p0' AS person,
                     'course' AS guide, 1 AS version, 'one' AS step, '{{"a": 1}}' AS props
             ) TO '{tmp_path}/zoned.parquet' (FORMAT parquet)""")
    shirube("events", "import", f"{tmp_path}/zoned.parquet")
    zipped = tmp_path / "more.ndjson.gz"
    zipped.write_bytes(gzip.compress(json.dumps(line("g", 1, person="pz")).encode()))
    assert json.loads(shirube("events", "import", str(zipped), "--json").output)["new"] == 1
    assert seen_and_done(data) == [("one", 51, 1)]
    store = open_store(Settings(data=data).resolved_events_url)
    rows = store.select("SELECT props, version FROM events WHERE id = 'q7'", {})[1]
    assert store.select("SELECT \"at\", props FROM events WHERE id = 'z'", {})[1] == [[minutes(1), '{"a":1}']]
    assert (json.loads(rows[0][0]), rows[0][1]) == ({"n": 7, "t": "x"}, 1)
    store.close()


UNUSABLE = ["missing.ndjson", "broken.parquet", "columns.parquet", "cut.ndjson.gz"]


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_read_is_said_to_be(data: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 not really")
    duckdb.sql(f"COPY (SELECT 1 AS a) TO '{tmp_path}/columns.parquet' (FORMAT parquet)")
    (tmp_path / "cut.ndjson.gz").write_bytes(gzip.compress(b"{}" * 5000)[:-20])
    assert name in shirube("events", "import", str(tmp_path / name), expect=2).output


def test_an_unknown_environment_is_not_made_up(data: Path, tmp_path: Path) -> None:
    file = ndjson(tmp_path / "events.ndjson", line("1"))
    shirube("events", "import", str(file), "--environment", "staging")
    assert "no environment" in shirube("events", "import", str(file), "--environment", "other", expect=2).output


def test_rebuild_says_what_it_made(data: Path, tmp_path: Path) -> None:
    file = ndjson(tmp_path / "events.ndjson", line("1"), line("2", 1, type="step_acted"), line("3", 1, person="p2"))
    shirube("events", "import", str(file))
    assert json.loads(shirube("events", "rebuild", "--json").output) == {"events": 3, "runs": 2, "run_steps": 2}
