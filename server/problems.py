"""Turns errors into answers, in one place: RFC 9457 problems for programs, a page for people."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from analytics.store import StoreUnavailableError
from server.delivery.cors import REFUSED
from server.errors import FieldProblem, Invalid, NotAuthenticated, NotReady, ProblemError, TooLarge
from server.templating import render

PROBLEM_JSON = "application/problem+json"
LOG_IN = "/log-in"
_log = structlog.get_logger("shirube")


def install_problem_handlers(app: FastAPI) -> None:
    app.add_exception_handler(ProblemError, _answer_problem)
    app.add_exception_handler(StoreUnavailableError, _answer_store_unavailable)
    app.add_exception_handler(RequestValidationError, _answer_validation)
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_exception_handler(Exception, _answer_crash)


def problem_response(error: ProblemError, instance: str = "", headers: dict[str, str] | None = None) -> Response:
    """The error as `application/problem+json`."""
    document: dict[str, Any] = {"type": f"urn:shirube:problem:{error.code}", "title": error.title}
    document |= {"status": error.status, "code": error.code}
    document |= {"detail": error.detail} if error.detail else {}
    document |= {"instance": instance} if instance else {}
    body = json.dumps(document | error.extra, ensure_ascii=False, default=str)
    return Response(body, error.status, {**error.headers, **(headers or {})}, PROBLEM_JSON)


def answer(request: Request, error: ProblemError) -> Response:
    """What this caller is shown of the error."""
    if _for_programs(request):
        return problem_response(error, request.url.path, _cors(request))
    if isinstance(error, NotAuthenticated):
        return _to_log_in(request)
    return _page(request, error)


async def _answer_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return answer(request, error)


async def _answer_store_unavailable(request: Request, _error: Exception) -> Response:
    starting = NotReady("The event store is being started. Try again in a moment.", headers={"Retry-After": "2"})
    return answer(request, starting)


async def _answer_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = [FieldProblem(".".join(map(str, e["loc"])), str(e["msg"])) for e in error.errors()]
    return answer(request, Invalid("Some values cannot be accepted.", fields=fields))


async def _answer_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    too_large = error.status_code == TooLarge.status
    return answer(request, TooLarge(str(error.detail)) if too_large else _HttpProblemError(error))


async def _answer_crash(request: Request, error: Exception) -> Response:
    _log.error("request failed", path=request.url.path, method=request.method, exc_info=error)
    return answer(request, ProblemError("The error was logged. Try again."))


class _HttpProblemError(ProblemError):
    """What the framework itself refuses: no such route, wrong method."""

    def __init__(self, error: HTTPException) -> None:
        super().__init__("", headers=dict(error.headers or {}))
        self.status = error.status_code  # type: ignore[misc]
        self.code = f"http_{error.status_code}"  # type: ignore[misc]
        self.title = str(error.detail)  # type: ignore[misc]


def _for_programs(request: Request) -> bool:
    path = request.url.path
    return path.startswith(("/v1/", "/api/", "/sdk/", "/healthz", "/readyz", "/metrics", "/openapi.json"))


def _cors(request: Request) -> dict[str, str]:
    """Browsers of other sites may read why the snippet's request failed. The editor's endpoints name one origin."""
    path = request.url.path
    public = path.startswith(("/v1/", "/sdk/")) and not path.startswith("/v1/editor/")
    return REFUSED if public else {}


def _to_log_in(request: Request) -> Response:
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": LOG_IN})
    if request.method != "GET" or request.url.path == "/":
        return RedirectResponse(LOG_IN, 303)
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{LOG_IN}?next={quote(target, safe='')}", 303)


def _page(request: Request, error: ProblemError) -> Response:
    response: Response = render(request, "error.html", error.status, error=error)
    response.headers.update(error.headers)
    return response
