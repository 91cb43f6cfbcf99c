"""What people do: forms of the server-rendered pages (answer: a redirect) and calls of the single-page part (JSON)."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from examples.sample_app.books import Line, Teammate
from examples.sample_app.view import HAPPENED_COOKIE, book_of

LATE_SECONDS = 1.6


def _done(to: str, event: str, **props: Any) -> RedirectResponse:
    """Back to a page, which tells Shirube once what happened."""
    response = RedirectResponse(to, 303)
    happened = json.dumps({"event": event, "props": props})
    response.set_cookie(HAPPENED_COOKIE, happened, max_age=60, samesite="lax", httponly=True)
    return response


async def approve(request: Request) -> Response:
    invoice = book_of(request).invoice(request.path_params["number"])
    if invoice is None:
        raise HTTPException(404)
    invoice.status = "approved"
    return _done(f"/invoices/{invoice.number}", "invoice_approved", total=invoice.total)


async def invite(request: Request) -> Response:
    form = await request.form()
    email, role = str(form.get("email", "")).strip(), str(form.get("role", "member"))
    if "@" not in email:
        raise HTTPException(400)
    book_of(request).team.append(Teammate(str(form.get("name", "")).strip() or email, email, role, pending=True))
    return _done("/settings/team", "member_invited", role=role)


async def connect_bank(request: Request) -> Response:
    form = await request.form()
    book = book_of(request)
    book.bank = str(form.get("bank", "")).strip()[:80] or None
    return _done("/billing", "bank_connected", bank=book.bank) if book.bank else RedirectResponse("/billing", 303)


async def save_settings(request: Request) -> Response:
    await request.form()
    return _done("/settings?saved=1", "settings_saved")


async def list_invoices(request: Request) -> JSONResponse:
    return JSONResponse([invoice.as_json() for invoice in book_of(request).invoices])


async def create_invoice(request: Request) -> JSONResponse:
    """From the composer: `{customer, terms, lines: [{what, quantity, price}]}` → the new invoice."""
    given = await request.json()
    lines = [Line(str(line["what"])[:120], int(line["quantity"]), int(line["price"])) for line in given["lines"]]
    if not lines or not given["customer"]:
        return JSONResponse({"error": "an invoice needs a customer and a line"}, 422)
    today = request.app.state.office.today()
    invoice = book_of(request).add_invoice(str(given["customer"])[:120], lines, int(given["terms"]), today)
    return JSONResponse(invoice.as_json(), 201)


async def move_invoice(request: Request) -> JSONResponse:
    """A card of the board goes to another column: `{status}`."""
    invoice = book_of(request).invoice(request.path_params["number"])
    status = (await request.json()).get("status")
    if invoice is None or status not in ("draft", "waiting", "approved", "paid"):
        raise HTTPException(404)
    invoice.status = status
    return JSONResponse(invoice.as_json())


async def list_customers(request: Request) -> JSONResponse:
    return JSONResponse([vars(customer) for customer in book_of(request).customers])


async def bank_feed(request: Request) -> JSONResponse:
    """Late on purpose, as a call to a bank would be."""
    await asyncio.sleep(LATE_SECONDS)
    late = [invoice.as_json() for invoice in book_of(request).invoices if invoice.status == "overdue"]
    offered = request.app.state.office.release == "this" and not book_of(request).bank
    return JSONResponse({"overdue": late[:5], "offer_bank": offered})


ACTIONS = [
    Route("/invoices/{number}/approve", approve, methods=["POST"]),
    Route("/settings/team/invite", invite, methods=["POST"]),
    Route("/billing/bank", connect_bank, methods=["POST"]),
    Route("/settings", save_settings, methods=["POST"]),
    Route("/api/invoices", list_invoices),
    Route("/api/invoices", create_invoice, methods=["POST"]),
    Route("/api/invoices/{number}", move_invoice, methods=["PATCH"]),
    Route("/api/customers", list_customers),
    Route("/api/bank-feed", bank_feed),
]
