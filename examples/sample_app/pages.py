"""The server-rendered pages, and the shell in which the single-page part runs."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from examples.sample_app.books import Invoice
from examples.sample_app.cast import everyone
from examples.sample_app.view import WHO_COOKIE, book_of, page

PER_PAGE = 12


async def dashboard(request: Request) -> HTMLResponse:
    book = book_of(request)
    months = [book_total(book.invoices, month) for month in range(6)]
    return page(request, "dashboard.html", months=list(reversed(months)))


def book_total(invoices: list[Invoice], slice_of: int) -> int:
    """What a sixth of the invoices came to: enough of a history to draw bars from."""
    return sum(invoice.total for invoice in invoices[slice_of * 7 : slice_of * 7 + 7])


async def invoices(request: Request) -> HTMLResponse:
    status = request.query_params.get("status", "")
    words = request.query_params.get("q", "").strip()
    number = max(1, int(request.query_params.get("page", "1") or 1)) if _is_number(request, "page") else 1
    found = [
        invoice
        for invoice in book_of(request).invoices
        if (not status or invoice.status == status)
        and words.casefold() in f"{invoice.number} {invoice.customer}".casefold()
    ]
    pages = max(1, -(-len(found) // PER_PAGE))
    shown = found[(number - 1) * PER_PAGE : number * PER_PAGE]
    return page(
        request,
        "invoices.html",
        shown=shown,
        found=len(found),
        number=number,
        pages=pages,
        status=status,
        words_asked=words,
    )


def _is_number(request: Request, name: str) -> bool:
    return request.query_params.get(name, "1").isdecimal()


def _invoice(request: Request) -> Invoice:
    invoice = book_of(request).invoice(request.path_params["number"])
    if invoice is None:
        raise HTTPException(404)
    return invoice


async def invoice(request: Request) -> HTMLResponse:
    return page(request, "invoice.html", invoice=_invoice(request))


async def preview(request: Request) -> HTMLResponse:
    """The invoice as it will be printed; shown in a frame of the same origin."""
    return page(request, "preview.html", invoice=_invoice(request))


async def billing(request: Request) -> HTMLResponse:
    return page(request, "billing.html")


async def settings(request: Request) -> HTMLResponse:
    return page(request, "settings.html")


async def team(request: Request) -> HTMLResponse:
    return page(request, "team.html")


async def single_page(request: Request) -> HTMLResponse:
    """Everything under /app is drawn in the browser; the router there reads the address."""
    return page(request, "app.html")


async def switch(request: Request) -> Response:
    """Become somebody else: `?who=u-sato@minato-foods`."""
    wanted = request.query_params.get("who", "")
    if wanted not in {who.value for who in everyone()}:
        raise HTTPException(404)
    then = request.query_params.get("then", "/")
    response = RedirectResponse(then if then.startswith("/") and not then.startswith("//") else "/", 303)
    response.set_cookie(WHO_COOKIE, wanted, samesite="lax", httponly=True)
    return response


async def release(request: Request) -> Response:
    """Ship the next release to everybody, or go back: `?to=next`, `?to=this`."""
    wanted = request.query_params.get("to", "")
    if wanted not in ("this", "next"):
        raise HTTPException(404)
    request.app.state.office.release = wanted
    return RedirectResponse("/", 303)


PAGES = [
    Route("/", dashboard),
    Route("/invoices", invoices),
    Route("/invoices/{number}", invoice),
    Route("/invoices/{number}/preview", preview),
    Route("/billing", billing),
    Route("/settings", settings),
    Route("/settings/team", team),
    Route("/switch", switch),
    Route("/release", release),
    Route("/app", single_page),
    Route("/app/{rest:path}", single_page),
]
