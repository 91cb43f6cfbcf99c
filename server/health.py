"""For load balancers and monitoring: alive, ready, and counted."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from server.errors import NotReady
from server.migrations.run import is_current
from server.services import services_of

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def healthz() -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def readyz(request: Request) -> Response:
    """The process can do its work: the database is there and has this version's tables."""
    try:
        current = is_current(services_of(request).engine)
    except SQLAlchemyError as error:
        raise NotReady("The database does not answer.") from error
    if not current:
        raise NotReady("The database is behind this version: run `shirube db upgrade`.")
    return JSONResponse({"status": "ready"})


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Prometheus text format."""
    return Response(generate_latest(services_of(request).metrics.registry), media_type=CONTENT_TYPE_LATEST)
