"""`/settings/limits`: how much of guides one person meets in this environment, and what of their trouble is noticed."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from sqlmodel import Session
from starlette.datastructures import FormData

from guides.limits import Limits
from server.auth.current import Admin, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import FieldProblem, Invalid
from server.stores.environments import EnvironmentStore
from server.studio.forms.form_data import PostedForm
from server.templating import go_to, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)
FIELDS = ("per_day", "per_week", "gap_minutes")
EMPTY_ROW = {"key": "", "per_day": "", "per_week": "", "gap_minutes": ""}


@router.get("/settings/limits")
def limits_page(request: Request, signed_in: CurrentMember) -> Response:
    environment = signed_in.environment
    limits = Limits.model_validate(environment.limits)
    groups = [{"key": key, **_shown(group)} for key, group in limits.groups.items()]
    return _page(request, signed_in, _shown(limits), groups, environment.notices_frustration)


def _page(
    request: Request,
    signed_in: SignedIn,
    form: dict[str, Any],
    groups: list[dict[str, Any]],
    notices: bool,
    wrong: Invalid | None = None,
) -> Response:
    return render(
        request,
        "admin/limits.html",
        422 if wrong else 200,
        form=form,
        groups=[*groups, EMPTY_ROW],
        notices=notices,
        errors={field.where: field.message for field in wrong.fields} if wrong else {},
        may_change=signed_in.may("admin"),
    )


def _shown(limit: Any) -> dict[str, str]:
    """Numbers as a form shows them; nothing for no limit."""
    values = {name: getattr(limit, name) for name in FIELDS}
    return {name: f"{value:g}" if value is not None else "" for name, value in values.items()}


@router.post("/settings/limits")
def save_limits(request: Request, session: SessionDep, signed_in: Admin, form: PostedForm) -> Response:
    """Empty fields limit nothing; a group without a name is left out."""
    rows, notices = _rows(form), bool(form.get("notices_frustration"))
    try:
        limits = read_limits({name: str(form.get(name, "")) for name in FIELDS}, rows)
    except Invalid as wrong:
        plain = {name: str(form.get(name, "")) for name in FIELDS}
        return _page(request, signed_in, plain, rows, notices, wrong)
    _save(session, signed_in, limits, notices)
    return go_to("/settings/limits", translate(request, "Saved."))


def _save(session: Session, signed_in: SignedIn, limits: Limits, notices: bool) -> None:
    values = {"limits": limits.model_dump(mode="json", exclude_none=True), "notices_frustration": notices}
    EnvironmentStore(session, signed_in.scope).update(signed_in.environment, **values)


def _rows(form: FormData) -> list[dict[str, str]]:
    columns = [[str(value).strip() for value in form.getlist(f"group_{name}")] for name in ("key", *FIELDS)]
    rows = [dict(zip(("key", *FIELDS), values, strict=True)) for values in zip(*columns, strict=False)]
    return [row for row in rows if any(row.values())]


def read_limits(values: dict[str, str], rows: list[dict[str, str]]) -> Limits:
    """The fields as limits. Raises `Invalid` naming the field (`groups.KEY.per_day`)."""
    try:
        return Limits.model_validate(
            {**_numbers(values), "groups": {row["key"]: _numbers(row) for row in rows if row["key"]}}
        )
    except ValidationError as error:
        raise Invalid(fields=[_problem(one["loc"]) for one in error.errors()]) from error


def _numbers(values: dict[str, str]) -> dict[str, str]:
    return {name: values[name] for name in FIELDS if values.get(name)}


_RULES = {
    "per_day": N_("Write a whole number from 1 to 100."),
    "per_week": N_("Write a whole number from 1 to 500."),
    "gap_minutes": N_("Write minutes as a number above 0, at most a week."),
}


def _problem(place: tuple[int | str, ...]) -> FieldProblem:
    where = ".".join(str(part) for part in place if part != "[key]")
    return FieldProblem(where, _RULES.get(str(place[-1]), N_("Name groups in lower case letters, digits and hyphens.")))
