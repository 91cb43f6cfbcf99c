"""`/api/v1/guides/KEY/draft`: read with an ETag, write with If-Match, so that nothing unseen is overwritten."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from guides.definition import Guide
from guides.lint import lint
from server.api.caller import AuthorCaller, CallerDep
from server.api.repeating import ApiRoute
from server.api.shapes import DefinitionIn, DraftOut, LintProblem
from server.database import SessionDep
from server.errors import Conflict, FieldProblem, Invalid, PreconditionFailed, PreconditionMissing
from server.services import services_of
from server.stores.guides import GuideStore
from server.studio.drafts.definitions import read_definition
from server.studio.going_live import publishing

router = APIRouter(tags=["drafts"], route_class=ApiRoute)

IfMatch = Annotated[str | None, Header(description="The ETag of the draft you read.")]


@router.get("/guides/{key}/draft")
def read_draft(key: str, response: Response, session: SessionDep, caller: CallerDep) -> DraftOut:
    row = GuideStore(session, caller.scope).get(key)
    response.headers["ETag"] = etag(row.revision)
    return draft_out(read_definition(row.draft), row.revision)


@router.put("/guides/{key}/draft")
def save_draft(
    key: str,
    body: DefinitionIn,
    request: Request,
    response: Response,
    session: SessionDep,
    caller: AuthorCaller,
    if_match: IfMatch = None,
) -> DraftOut:
    """Replaces the draft. 412 with the newer draft when somebody saved since your If-Match."""
    now = services_of(request).clock()
    try:
        revision, guide = publishing.save_draft(session, caller.scope, key, body.definition, revision_in(if_match), now)
    except Conflict as error:
        raise PreconditionFailed(error.detail, extra=error.extra) from error
    response.headers["ETag"] = etag(revision)
    return draft_out(guide, revision)


def draft_out(guide: Guide, revision: int) -> DraftOut:
    problems = [LintProblem.model_validate(publishing.problem_json(problem)) for problem in lint(guide)]
    definition = guide.model_dump(mode="json", by_alias=True, exclude_none=True)
    return DraftOut(definition=definition, revision=revision, problems=problems)


def etag(revision: int) -> str:
    return f'"{revision}"'


def revision_in(if_match: str | None) -> int:
    """The revision that an If-Match header names."""
    if if_match is None:
        raise PreconditionMissing("Send If-Match with the ETag of the draft you read.")
    text = if_match.removeprefix("W/").strip('"')
    if not text.isdecimal():
        problem = FieldProblem("header.if-match", 'send the ETag as it came, such as "7"')
        raise Invalid("If-Match is not an ETag of ours.", fields=[problem])
    return int(text)
