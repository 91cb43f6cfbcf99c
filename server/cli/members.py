"""`shirube member`: who may log in."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from server.auth.passwords import MINIMUM_LENGTH
from server.auth.roles import ROLES
from server.cli.console import AsJson, Console, WorkspaceKey, fail, now, opened_console, say, say_json
from server.models import Member, Workspace
from server.models.tenancy import Role
from server.stores import doors
from server.stores.members import MemberStore
from server.stores.scoped import Scope
from server.stores.workspaces import all_workspaces, create_workspace

group = typer.Typer(help="Members: who may log in.", no_args_is_help=True)

RoleName = Annotated[str, typer.Option("--role", help="One of: " + ", ".join(ROLES) + ".")]


@group.command()
def add(
    email: str,
    name: Annotated[str, typer.Option(help="Shown to other members.")] = "",
    role: RoleName = "author",
    workspace: WorkspaceKey = "",
    password: Annotated[str, typer.Option(envvar="SHIRUBE_PASSWORD", help="Made up and printed when not given.")] = "",
    locale: Annotated[str, typer.Option(help="Language of their pages: en or ja.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Add a member. The first one of an empty installation also gets a workspace, and is its owner."""
    made_up = "" if password else secrets.token_urlsafe(12)
    with opened_console() as console:
        first = not all_workspaces(console.session)
        home = _home(console, workspace, first)
        store = MemberStore(console.session, Scope(home.id, "", role="owner"))
        chosen = role_named("owner" if first else role)
        member = _create(store, email, name or email.split("@", maxsplit=1)[0], chosen, password or made_up, locale)
        _report(member, home, made_up, as_json)


def _home(console: Console, key: str, first: bool) -> Workspace:
    if not first and (not key or doors.workspace_of_key(console.session, key)):
        return console.workspace(key)
    return create_workspace(console.session, key or "main", (key or "Main").title(), now())


def role_named(name: str) -> Role:
    found = next((role for role in ROLES if role == name), None)
    return found or fail(f"There is no role “{name}”. Roles: {', '.join(ROLES)}.", 2)


def _create(store: MemberStore, email: str, name: str, role: Role, password: str, locale: str) -> Member:
    if "@" not in email:
        fail(f"“{email}” is not an e-mail address.", 2)
    if len(password) < MINIMUM_LENGTH:
        fail(f"A password has at least {MINIMUM_LENGTH} characters.", 2)
    return store.create(email, name, role, password, now(), locale)


def _report(member: Member, home: Workspace, made_up: str, as_json: bool) -> None:
    facts = {"email": member.email, "name": member.name, "role": member.role, "workspace": home.key}
    if as_json:
        say_json({**facts, "password": made_up or None})
        return
    say(f"{member.email} is {member.role} of {home.key}.")
    if made_up:
        say(f"Password: {made_up}")


@group.command("list")
def list_members(workspace: WorkspaceKey = "", as_json: AsJson = False) -> None:
    """List the members of a workspace."""
    with opened_console() as console:
        members = MemberStore(console.session, console.scope(workspace)).all()
        rows = [
            {"email": m.email, "name": m.name, "role": m.role, "disabled": m.disabled_at is not None} for m in members
        ]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        say(f"{row['email']}  {row['role']}  {row['name']}{'  (disabled)' if row['disabled'] else ''}")


@group.command()
def password(
    email: str, new: Annotated[str, typer.Option("--password", envvar="SHIRUBE_PASSWORD", prompt=True, hide_input=True)]
) -> None:
    """Set a member's password and end their log-ins."""
    with opened_console() as console:
        member = doors.member_of_email(console.session, email)
        if member is None:
            fail(f"Nobody logs in as {email}.")
        try:
            MemberStore(console.session, Scope(member.workspace_id, "", role="owner")).set_password(member, new)
        except ValueError as error:
            fail(f"{error}.", 2)
    say(f"{email} has a new password.")
