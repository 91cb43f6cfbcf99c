"""`shirube guides`: guides as files, checked, pushed, pulled and compared; and whether live ones still work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from guides.definition import Guide
from guides.diff import Change, diff
from guides.lint import blocks_publishing, lint
from server.cli.console import (
    AsJson,
    Console,
    EnvironmentKey,
    WorkspaceKey,
    fail,
    now,
    opened_console,
    say,
    say_json,
)
from server.errors import Invalid
from server.models import GuideRow, GuideVersion
from server.stores.activity import ActivityStore
from server.stores.guide_list import GuideListStore
from server.stores.guides import GuideStore
from server.stores.scoped import Scope
from server.studio.drafts.guide_files import GuideFile, guide_as_yaml, guide_files, read_guide, read_guide_file
from server.studio.drafts.surroundings import surroundings_of
from server.studio.going_live import publishing
from server.studio.repair.repairs import offers_of

group = typer.Typer(help="Guides as files (YAML or JSON).", no_args_is_help=True)

Files = Annotated[list[Path], typer.Argument(help="Files, or folders of files.", exists=True)]


@group.command()
def check(files: Files, as_json: AsJson = False) -> None:
    """Say what is wrong with guides in files; exit code 1 when something blocks publishing."""
    report = [_checked(path) for path in guide_files(files)]
    if as_json:
        say_json(report)
    else:
        _say_checked(report)
    raise typer.Exit(0 if all(entry["ok"] for entry in report) else 1)


def _checked(path: Path) -> dict[str, Any]:
    try:
        guide = read_guide(path)
    except Invalid as error:
        listed = [{"severity": "error", "where": one.where, "message": one.message} for one in error.fields]
        return {"file": str(path), "guide": None, "ok": False, "problems": listed or [_unreadable(error)]}
    problems = lint(guide)
    listed = [publishing.problem_json(problem) for problem in problems]
    return {"file": str(path), "guide": guide.key, "ok": not blocks_publishing(problems), "problems": listed}


def _unreadable(error: Invalid) -> dict[str, str]:
    return {"severity": "error", "where": "", "message": error.detail}


def _say_checked(report: list[dict[str, Any]]) -> None:
    for entry in report:
        say(f"{'✓' if entry['ok'] else '✗'} {entry['file']}")
        for problem in entry["problems"]:
            say(f"  {problem['severity']}: {problem['where']}: {problem['message']}".replace(": : ", ": "))


@group.command()
def push(
    files: Files,
    workspace: WorkspaceKey = "",
    environment: EnvironmentKey = "",
    publish: Annotated[bool, typer.Option(help="Also publish in the environment.")] = False,
    note: Annotated[str, typer.Option(help="A note for the published versions.")] = "",
    without_approval: Annotated[
        bool, typer.Option(help="Publish although the workspace asks for an approval; the activity log says so.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make files the drafts of their guides, all or none; with --publish people see them at once."""
    read = [_readable(path) for path in guide_files(files)]
    with opened_console() as console:
        scope = console.scope(workspace, environment)
        report = [_pushed(console, scope, one, publish, note, without_approval) for one in read]
    if as_json:
        say_json(report)
        return
    for entry in report:
        say(f"{entry['guide']}: {entry['draft']}" + (f", version {entry['version']} is live" if publish else ""))


def _readable(path: Path) -> GuideFile:
    try:
        return read_guide_file(path)
    except Invalid as error:
        wrong = "".join(f"\n  {one.where}: {one.message}" for one in error.fields)
        fail(f"{path}: {error.detail}{wrong}")


def _pushed(
    console: Console, scope: Scope, read: GuideFile, publish: bool, note: str, without_approval: bool
) -> dict[str, Any]:
    store, guide = GuideStore(console.session, scope), read.guide
    draft = _saved(store, store.find(guide.key), guide)
    _tag(console, scope, store.get(guide.key), read.tags)
    version = None
    if publish:
        version = publishing.publish(
            console.session, scope, guide.key, now(), note, without_approval=without_approval
        ).number
    return {"guide": guide.key, "draft": draft, "version": version}


def _saved(store: GuideStore, row: GuideRow | None, guide: Guide) -> str:
    if row is None:
        store.create(guide, now())
        return "created"
    if Guide.model_validate(row.draft) == guide:
        return "unchanged"
    store.save_draft(row, guide, row.revision, now())
    return "updated"


def _tag(console: Console, scope: Scope, row: GuideRow, tags: list[str] | None) -> None:
    """Gives the guide the file's tags; a file that names none leaves those there are."""
    store = GuideListStore(console.session, scope)
    if tags is not None and tags != store.tags_of(row):
        store.set_tags(row.id, tags)
        ActivityStore(console.session, scope).note("tagged", now(), row, tags=tags)


@group.command()
def pull(
    keys: Annotated[list[str] | None, typer.Argument(help="Guides to write; all when none is named.")] = None,
    to: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("guides"),
    workspace: WorkspaceKey = "",
) -> None:
    """Write the drafts of guides as YAML files."""
    with opened_console() as console:
        scope = console.scope(workspace)
        store, tags = GuideStore(console.session, scope), GuideListStore(console.session, scope).tags()
        rows = [store.get(key) for key in keys] if keys else store.all()
        texts = {row.key: guide_as_yaml(Guide.model_validate(row.draft), tags.get(row.id, [])) for row in rows}
    to.mkdir(parents=True, exist_ok=True)
    for key, text in texts.items():
        (to / f"{key}.yaml").write_text(text, "utf-8")
        say(str(to / f"{key}.yaml"))


@group.command("diff")
def diff_files(files: Files, workspace: WorkspaceKey = "", as_json: AsJson = False) -> None:
    """Compare files with the drafts they would replace; exit code 1 when they differ."""
    read = [_readable(path) for path in guide_files(files)]
    with opened_console() as console:
        scope = console.scope(workspace)
        report = {one.guide.key: _differences(console, scope, one) for one in read}
    if as_json:
        say_json(report)
    else:
        for key, lines in report.items():
            say(f"{key}: {'same' if not lines else ''}")
            for line in lines:
                say(f"  {line}")
    raise typer.Exit(1 if any(report.values()) else 0)


def _differences(console: Console, scope: Scope, read: GuideFile) -> list[str]:
    row = GuideStore(console.session, scope).find(read.guide.key)
    if row is None:
        return ["not there yet"]
    lines = [_told(change) for change in diff(Guide.model_validate(row.draft), read.guide)]
    tags = GuideListStore(console.session, scope).tags_of(row)
    if read.tags is not None and read.tags != tags:
        lines.append(f"changed tags: {', '.join(tags) or 'none'} → {', '.join(read.tags) or 'none'}")
    return lines


def _told(change: Change) -> str:
    values = {"added": (change.after,), "removed": (change.before,)}.get(change.what, (change.before, change.after))
    shown = (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in values)
    return f"{change.what} {change.path}: {' → '.join(shown)}"


@group.command()
def verify(
    keys: Annotated[list[str] | None, typer.Argument(help="Guides to look at; all that are live when none.")] = None,
    workspace: WorkspaceKey = "",
    environment: EnvironmentKey = "",
    as_json: AsJson = False,
) -> None:
    """Say which live guides no longer work: elements people's browsers found changed or gone, and errors of lint.

    Exit code 1 when there is one.
    """
    with opened_console() as console:
        scope = console.scope(workspace, environment)
        store = GuideStore(console.session, scope)
        wanted = set(keys or [])
        live = [(row, version) for row, version, publication in store.live() if not publication.paused]
        report = [_verified(console, scope, row, version) for row, version in live if not wanted or row.key in wanted]
    missing = sorted(wanted - {entry["guide"] for entry in report})
    report += [{"guide": key, "version": None, "ok": False, "problems": ["not live here"]} for key in missing]
    if as_json:
        say_json(report)
    else:
        for entry in report:
            say(f"{'✓' if entry['ok'] else '✗'} {entry['guide']}" + "".join(f"\n  {one}" for one in entry["problems"]))
    raise typer.Exit(0 if all(entry["ok"] for entry in report) else 1)


def _verified(console: Console, scope: Scope, row: GuideRow, version: GuideVersion) -> dict[str, Any]:
    guide, moment = Guide.model_validate(version.definition), now()
    found = lint(guide, surroundings_of(console.session, scope, row, moment))
    problems = [str(problem) for problem in found if problem.severity == "error"]
    problems += [
        f"steps.{offer.step.key}.target: {offer.people} people found it {offer.kind} on {offer.page or 'some page'}"
        for offer in offers_of(console.session, scope, row, moment)
        if offer.state == "open"
    ]
    return {"guide": row.key, "version": version.number, "ok": not problems, "problems": problems}
