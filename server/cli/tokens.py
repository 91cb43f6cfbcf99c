"""`shirube token`: bearer tokens of the private API."""

from __future__ import annotations

from typing import Annotated

import typer

from server.cli.console import AsJson, fail, now, opened_console, say, say_json
from server.cli.members import RoleName, role_named
from server.stores import doors
from server.stores.members import MemberStore
from server.stores.scoped import Scope

group = typer.Typer(help="Tokens of the private API.", no_args_is_help=True)


@group.command()
def add(
    name: str,
    member: Annotated[str, typer.Option("--member", help="E-mail address of the member who answers for it.")],
    role: RoleName = "author",
    as_json: AsJson = False,
) -> None:
    """Make a token and print it, this once."""
    with opened_console() as console:
        owner = doors.member_of_email(console.session, member)
        if owner is None:
            fail(f"Nobody logs in as {member}.")
        store = MemberStore(console.session, Scope(owner.workspace_id, "", owner.id, owner.role))
        row, token = store.create_token(name, role_named(role), now())
        facts = {"id": row.id, "name": row.name, "role": row.role, "token": token}
    if as_json:
        say_json(facts)
    else:
        say(token)
