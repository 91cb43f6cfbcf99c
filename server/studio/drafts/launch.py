"""“Pick in my app”: opens the customer's app with a one-time code for the in-app editor."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urljoin

from fastapi import APIRouter, Form, Request

from guides.definition import Guide
from server.auth.current import Author
from server.database import SessionDep
from server.delivery.editor_sessions import open_editor
from server.models import Environment
from server.services import services_of

router = APIRouter(include_in_schema=False)


@router.post("/guides/{key}/edit/launch")
def launch(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    key: str,
    address: Annotated[str, Form()],
    step: Annotated[str, Form()] = "",
) -> dict[str, str]:
    """The address to open in another tab. A script opens it: a form may not lead to another site (`form-action`)."""
    now = services_of(request).clock()
    return {"address": open_editor(session, signed_in.scope, key, address.strip(), now, step)}


def launch_address(guide: Guide, environment: Environment, step_page: str = "") -> str:
    """Where picking best begins: the step's page, else the guide's, as far as a pattern names one page."""
    if not environment.app_url:
        return ""
    pattern = (step_page or guide.trigger.page).split("|")[0].strip()
    fixed = pattern.split("*")[0]
    return (
        urljoin(environment.app_url.rstrip("/") + "/", fixed)
        if fixed.startswith(("/", "http"))
        else environment.app_url
    )
