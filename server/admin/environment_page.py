"""`/settings`: how to install Shirube in the app, and what an environment is."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from server.admin.snippet import install_snippet
from server.auth.current import Admin, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import Conflict, FieldProblem, Invalid
from server.keys import key_from
from server.services import services_of
from server.stores.drops import DropStore
from server.stores.environments import EnvironmentStore
from server.stores.usage import UsageStore
from server.templating import go_to, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)
CURRENCIES = ("JPY", "USD", "EUR", "GBP", "SGD", "AUD", "KRW", "TWD")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RECENT = timedelta(days=7)


@router.get("/settings")
def environment_page(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    return _page(request, session, signed_in)


def _page(
    request: Request, session: Session, signed_in: SignedIn, wrong: Invalid | None = None, **form: str | bool
) -> Response:
    environment, services = signed_in.environment, services_of(request)
    dropped = DropStore(session, signed_in.scope).since((services.clock() - RECENT).date())
    saved = {"name": environment.name, "app_url": environment.app_url, "currency": environment.currency,
             "languages": ", ".join(environment.languages), "report_words": environment.report_words,
             "events_per_second": str(environment.events_per_second or ""),
             "events_per_day": str(environment.events_per_day or "")}  # fmt: skip
    return render(
        request,
        "admin/environment.html",
        422 if wrong else 200,
        snippet=install_snippet(services.settings.resolved_public_url, environment.write_key),
        may_change=signed_in.may("admin"),
        currencies=CURRENCIES,
        dropped=sum(row.count for row in dropped),
        usage=UsageStore(session, signed_in.scope).on(services.clock().date()),
        errors={field.where: field.message for field in wrong.fields} if wrong else {},
        form=saved | form,
    )


@router.post("/settings/environment")
def save_environment(
    request: Request,
    session: SessionDep,
    signed_in: Admin,
    name: Annotated[str, Form()] = "",
    app_url: Annotated[str, Form()] = "",
    languages: Annotated[str, Form()] = "",
    currency: Annotated[str, Form()] = "JPY",
    report_words: Annotated[str, Form()] = "",
) -> Response:
    try:
        values = read_environment(name, app_url, languages, currency)
    except Invalid as wrong:
        given = {"name": name, "app_url": app_url, "languages": languages, "currency": currency}
        return _page(request, session, signed_in, wrong, **given, report_words=bool(report_words))
    EnvironmentStore(session, signed_in.scope).update(signed_in.environment, **values, report_words=bool(report_words))
    return go_to("/settings", translate(request, "Saved."))


def read_environment(name: str, app_url: str, languages: str, currency: str) -> dict[str, Any]:
    """The fields of an environment, checked. Raises `Invalid`."""
    tags = [tag for tag in re.split(r"[\s,、]+", languages) if tag]
    address = app_url.strip().rstrip("/")
    checks = {
        "name": (bool(name.strip()), N_("Give the environment a name.")),
        "app_url": (not address or bool(re.fullmatch(r"https?://[^\s/]+\S*", address)),
                    N_("Write an address like https://app.example.com.")),
        "languages": (bool(tags) and all(_LANGUAGE.fullmatch(tag) for tag in tags),
                      N_("Write language codes such as en, ja, pt-BR.")),
        "currency": (currency in CURRENCIES, N_("Choose a currency.")),
    }  # fmt: skip
    problems = [FieldProblem(field, message) for field, (is_right, message) in checks.items() if not is_right]
    if problems:
        raise Invalid(fields=problems)
    return {"name": name.strip()[:200], "app_url": address[:2000], "languages": tags, "currency": currency}


@router.post("/settings/environment/limits")
def save_limits(
    request: Request,
    session: SessionDep,
    signed_in: Admin,
    events_per_second: Annotated[str, Form()] = "",
    events_per_day: Annotated[str, Form()] = "",
) -> Response:
    """How much the write key may send. Every process notices within seconds."""
    given = {"events_per_second": events_per_second, "events_per_day": events_per_day}
    try:
        limits = {name: read_limit(name, text) for name, text in given.items()}
    except Invalid as wrong:
        return _page(request, session, signed_in, wrong, **given)
    EnvironmentStore(session, signed_in.scope).update(signed_in.environment, **limits)
    return go_to("/settings", translate(request, "Saved."))


def read_limit(name: str, text: str) -> int:
    """Events; nothing or 0: any number. Raises `Invalid`."""
    digits = re.sub(r"[,\s]", "", text)
    if digits and not re.fullmatch(r"[0-9]{1,9}", digits):
        raise Invalid(fields=[FieldProblem(name, N_("Write a whole number, or nothing for no limit."))])
    return int(digits or 0)


@router.post("/settings/environment/renew-key")
def renew_write_key(
    request: Request, session: SessionDep, signed_in: Admin, confirm: Annotated[str, Form()] = ""
) -> Response:
    """The old key stops working at once, so the environment's name must be typed."""
    if confirm.strip() != signed_in.environment.name:
        return go_to("/settings", translate(request, "Nothing was changed: the name did not match."))
    EnvironmentStore(session, signed_in.scope).renew_write_key(signed_in.environment)
    return go_to("/settings", translate(request, "There is a new write key. Put it into your app now."))


@router.post("/settings/environments")
def create_environment(
    request: Request, session: SessionDep, signed_in: Admin, name: Annotated[str, Form()] = ""
) -> Response:
    key = key_from(name, "environment")
    store = EnvironmentStore(session, signed_in.scope)
    if not name.strip() or store.find(key) is not None:
        return go_to("/settings", translate(request, "Not created: give the environment a name of its own."))
    try:
        row = store.create(key, name.strip()[:200], services_of(request).clock())
    except Conflict:
        return go_to("/settings", translate(request, "Not created: give the environment a name of its own."))
    signed_in.log_in.chosen_environment_id = row.id
    return go_to("/settings", translate(request, "“%(name)s” is ready.", name=row.name))
