"""The `shirube` command, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlmodel import select
from typer.testing import CliRunner, Result

from server.cli import app
from server.clock import system_clock
from server.database import make_engine, open_session
from server.models import Environment
from tests.databases import SqliteTemplate
from tests.factories import make_target_report

GUIDE = """
key: first-invoice
name: First invoice
audience: {all: [{account: plan, in: [team, business]}, {not: {guide: first-invoice, is: completed}}]}
steps:
  - {key: open, target: "#open", content: [{type: text, text: 押してください}], buttons: [{label: Next, does: [next]}]}
  - {key: done, kind: modal, content: [{type: heading, text: Done}], buttons: [{label: Close, does: [complete]}]}
"""


class Shell:
    def __init__(self, data: Path) -> None:
        self._env = {"SHIRUBE_DATA": str(data)}

    def __call__(self, *words: str | Path) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], env=self._env)

    def json(self, *words: str | Path) -> object:
        return json.loads(self(*words, "--json").stdout)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def shell(data: Path) -> Shell:
    return Shell(data)


@pytest.fixture
def ready(shell: Shell, data: Path, sqlite_template: SqliteTemplate) -> Shell:
    data.mkdir()
    sqlite_template.copy(data)
    shell("member", "add", "ada@example.com", "--password", "long enough password")
    return shell


def test_an_empty_database_is_set_up(shell: Shell) -> None:
    before = shell("db", "status")
    refused = shell("member", "list")
    upgraded, again = shell("db", "upgrade"), shell("db", "upgrade")

    assert (before.exit_code, refused.exit_code) == (1, 1)
    assert "shirube db upgrade" in refused.stderr
    assert "Upgraded from nothing" in upgraded.stdout
    assert "Already at" in again.stdout
    assert shell("db", "status").exit_code == 0


def test_the_first_member_owns_a_new_workspace(ready: Shell) -> None:
    made = ready("member", "add", "csm@example.com", "--role", "csm", "--json")
    members = ready.json("member", "list")

    assert len(json.loads(made.stdout)["password"]) >= 16
    assert [(one["email"], one["role"]) for one in members] == [  # type: ignore[attr-defined]
        ("ada@example.com", "owner"),
        ("csm@example.com", "csm"),
    ]


@pytest.mark.parametrize(
    ("words", "exit_code"),
    [
        (("ada@example.com",), 1),
        (("no-address",), 2),
        (("b@example.com", "--role", "king"), 2),
        (("b@example.com", "--password", "short"), 2),
        (("b@example.com", "--workspace", "main"), 0),
    ],
)
def test_what_cannot_be_added_is_said(ready: Shell, words: tuple[str, ...], exit_code: int) -> None:
    result = ready("member", "add", *words)

    assert result.exit_code == exit_code
    assert bool(result.stderr) is (exit_code != 0)


def test_guides_go_to_files_and_back(ready: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "a.yaml").write_text(GUIDE + "tags: [onboarding, billing]\n")

    checked = ready("guides", "check", folder)
    pushed = ready.json("guides", "push", folder, "--publish")
    pulled = ready("guides", "pull", "--to", tmp_path / "out")
    same = ready("guides", "diff", tmp_path / "out")
    text = (tmp_path / "out" / "first-invoice.yaml").read_text()
    (tmp_path / "out" / "first-invoice.yaml").write_text(
        text.replace("押してください", "押す").replace("- onboarding\n", "")
    )
    different = ready("guides", "diff", tmp_path / "out")

    assert checked.exit_code == 0
    assert pushed == [{"guide": "first-invoice", "draft": "created", "version": 1}]
    assert pulled.exit_code == 0
    assert (same.exit_code, different.exit_code) == (0, 1)
    assert "押してください → 押す" in different.stdout
    assert "changed tags: billing, onboarding → billing" in different.stdout
    assert ready.json("guides", "push", tmp_path / "out") == [
        {"guide": "first-invoice", "draft": "updated", "version": None}
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key: [", "cannot be read"),
        ("key: BAD KEY\nname: x", "key: "),
        ("key: a\nname: x\nsteps: []", "The guide has no steps"),
        ("key: a\nname: x\nstesp: []", "stesp"),
    ],
)
def test_bad_files_are_explained(ready: Shell, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bad.yaml").write_text(text)

    result = ready("guides", "check", tmp_path / "bad.yaml")

    assert result.exit_code == 1
    assert said in result.stdout


def test_pushing_is_all_or_nothing(ready: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GUIDE)
    (tmp_path / "b.yaml").write_text("key: unfinished\nname: Unfinished")

    result = ready("guides", "push", tmp_path / "a.yaml", tmp_path / "b.yaml", "--publish")
    ready("guides", "pull", "--to", tmp_path / "out")

    assert result.exit_code == 1
    assert "The guide has no steps" in result.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_the_doctor_names_what_is_broken(shell: Shell, ready: Shell) -> None:
    found = {one["about"]: one["level"] for one in ready.json("doctor")}  # type: ignore[attr-defined]

    assert found["database"] == "ok"
    assert found["event store"] == "ok"
    assert Shell(Path("/proc/nowhere"))("doctor").exit_code == 1


def test_live_guides_are_verified_against_what_people_met(ready: Shell, data: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GUIDE, "utf-8")
    ready("guides", "push", tmp_path / "a.yaml", "--publish")
    fine, unknown = ready("guides", "verify"), ready("guides", "verify", "other")

    engine = make_engine(f"sqlite:///{data / 'shirube.db'}")
    with open_session(engine) as session:
        environment = session.exec(select(Environment)).one()
        make_target_report(session, environment, "first-invoice", people=4, last_seen_at=system_clock())
        session.commit()
    engine.dispose()
    broken = ready("guides", "verify", "--json")

    assert (fine.exit_code, unknown.exit_code, broken.exit_code) == (0, 1, 1)
    assert "not live here" in unknown.stdout
    [entry] = json.loads(broken.stdout)
    assert entry["problems"] == ["steps.open.target: 4 people found it changed on /invoices"]
