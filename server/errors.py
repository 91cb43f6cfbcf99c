"""Everything that can go wrong for a caller, as one tree. `server/problems.py` turns it into answers.

ProblemError
├── Malformed           400  the request cannot be read
├── NotAuthenticated    401  nobody is logged in, or the key or token is unknown
├── Forbidden           403  somebody is, but may not do this
├── NotFound            404  it is not there, or belongs to another workspace
├── TooSlow             408  the body did not arrive in time
├── Conflict            409  somebody else was faster
├── PreconditionFailed  412  If-Match names another state
├── TooLarge            413
├── Invalid             422  readable, but not acceptable; `fields` say where
├── PreconditionMissing 428  If-Match is needed
├── TooMany             429  too often; `retry_after` seconds
└── NotReady            503  starting up or shutting down
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


class ProblemError(Exception):
    """An error somebody outside can do something about. `detail` says what, in words for them."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong"

    def __init__(
        self, detail: str = "", *, extra: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})


class Malformed(ProblemError):
    status, code, title = 400, "malformed", "The request cannot be read"


class NotAuthenticated(ProblemError):
    status, code, title = 401, "not_authenticated", "Log in first"


class UnknownWriteKey(NotAuthenticated):
    code, title = "unknown_write_key", "No environment has this write key"


class Forbidden(ProblemError):
    status, code, title = 403, "forbidden", "Your role may not do this"


class NotFound(ProblemError):
    status, code, title = 404, "not_found", "There is no such thing here"


class TooSlow(ProblemError):
    status, code, title = 408, "too_slow", "The request did not arrive in time"


class Conflict(ProblemError):
    status, code, title = 409, "conflict", "Somebody else changed this meanwhile"


class StillRunning(Conflict):
    code, title = "still_running", "The first request with this key is not done yet"


class Overtaken(Conflict):
    code, title = "overtaken", "This took too long, and the same request was sent again meanwhile"


class PreconditionFailed(ProblemError):
    status, code, title = 412, "precondition_failed", "This was changed meanwhile"


class TooLarge(ProblemError):
    status, code, title = 413, "too_large", "The request is too large"


class PreconditionMissing(ProblemError):
    status, code, title = 428, "precondition_missing", "Send If-Match with the state you read"


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong at one place. `where` is a path such as `steps.2.target`; empty for the whole."""

    where: str
    message: str


class Invalid(ProblemError):
    status, code, title = 422, "invalid", "This cannot be accepted"

    def __init__(self, detail: str = "", *, fields: Sequence[FieldProblem] = ()) -> None:
        self.fields = list(fields)
        listed = [{"where": field.where, "message": field.message} for field in fields]
        super().__init__(detail, extra={"errors": listed} if listed else None)


class KeyReused(Invalid):
    code, title = "idempotency_key_reused", "This key belongs to another request"


class TooMany(ProblemError):
    status, code, title = 429, "too_many", "Too many attempts"

    def __init__(self, detail: str = "", *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


class NotReady(ProblemError):
    status, code, title = 503, "not_ready", "Not ready yet"
