"""The emergency stop: all guides of an environment off at once. Authors may stop, admins may start again.

Pages that are already open take their guides away with the answer to the next events they tell.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from server.auth.current import Admin, Author
from server.database import SessionDep
from server.services import services_of
from server.stores.environments import EnvironmentStore
from server.templating import go_to, translate

router = APIRouter(include_in_schema=False)
LONGEST_REASON = 500


@router.post("/guides-stop")
def stop_guides(
    request: Request, session: SessionDep, signed_in: Author, because: Annotated[str, Form()] = ""
) -> Response:
    store, environment = EnvironmentStore(session, signed_in.scope), signed_in.environment
    if environment.stopped_at is None:
        store.stop_guides(environment, because.strip()[:LONGEST_REASON], services_of(request).clock())
        services_of(request).collector.keys.forget()
    return go_to("/guides", translate(request, "Stopped: nobody is shown a guide in %(environment)s.",
                                      environment=environment.name))  # fmt: skip


@router.post("/guides-start")
def start_guides(request: Request, session: SessionDep, signed_in: Admin) -> Response:
    store, environment = EnvironmentStore(session, signed_in.scope), signed_in.environment
    if environment.stopped_at is not None:
        store.start_guides(environment, services_of(request).clock())
        services_of(request).collector.keys.forget()
    return go_to("/guides", translate(request, "Guides are shown again in %(environment)s.",
                                      environment=environment.name))  # fmt: skip
