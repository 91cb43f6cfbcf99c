"""Logging in and out, and choosing the environment to look at."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from server.auth import log_ins
from server.auth.csrf import check_origin
from server.auth.current import CurrentMember, find_signed_in
from server.auth.passwords import password_matches
from server.auth.throttle import LogInThrottle
from server.database import SessionDep
from server.errors import NotFound, TooMany
from server.services import services_of
from server.stores import doors
from server.templating import render

router = APIRouter(include_in_schema=False)


def safe_next(target: str) -> str:
    """Where to go after logging in: only paths of ours, never another site."""
    ours = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if ours and not any(ord(c) < 32 for c in target) else "/"


@router.get("/log-in")
def log_in_page(request: Request, session: SessionDep, next: str = "/") -> Response:
    if find_signed_in(request, session) is not None:
        return RedirectResponse(safe_next(next), 303)
    return render(request, "auth/login.html", next=safe_next(next), email="", error="")


@router.post("/log-in")
def log_in(
    request: Request,
    session: SessionDep,
    email: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    check_origin(request)
    throttle: LogInThrottle = request.app.state.throttle
    machine = request.client.host if request.client else ""
    try:
        throttle.check(email, machine)
    except TooMany as error:
        return _refused(request, email, next, "too_many", error)
    member = doors.member_of_email(session, email)
    if not password_matches(password, member.password_hash if member else None) or member is None:
        throttle.failed(email, machine)
        return _refused(request, email, next, "wrong")
    services = services_of(request)
    response = RedirectResponse(safe_next(next), 303)
    log_ins.set_cookie(
        response, log_ins.start_log_in(session, member, services.settings, services.clock()), services.settings
    )
    return response


def _refused(request: Request, email: str, target: str, error: str, cause: TooMany | None = None) -> Response:
    """The form again, with `error` `wrong` or `too_many` for the template to put into words."""
    status = cause.status if cause else 401
    response = render(request, "auth/login.html", status, next=safe_next(target), email=email, error=error)
    response.headers.update(cause.headers if cause else {})
    return response


@router.post("/log-out")
def log_out(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    session.delete(signed_in.log_in)
    response = RedirectResponse("/log-in", 303)
    log_ins.clear_cookie(response, services_of(request).settings)
    return response


@router.post("/environment")
def choose_environment(
    signed_in: CurrentMember,
    environment: Annotated[str, Form()],
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Remembers for this log-in which environment the pages show."""
    chosen = next_of(signed_in, environment)
    signed_in.log_in.chosen_environment_id = chosen
    return RedirectResponse(safe_next(next), 303)


def next_of(signed_in: CurrentMember, environment_id: str) -> str:
    if environment_id not in {row.id for row in signed_in.environments}:
        raise NotFound("There is no such environment.")
    return environment_id
