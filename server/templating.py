"""Pages: `render(request, "studio/guides.html", guides=…)`.

One Jinja environment per locale, so that `_()`, formats and macros need no request. Templates see, besides their own
context: `member`, `workspace`, `environment`, `environments`, `stopped_by`, `csrf_field` (None and empty before
log-in), `nonce`, `locale`, `path`, `now`, `said` (once after `go_to`), the macros of `components/` as `ui.*`, and
`as_is(text)`, a translation whose per cent signs mean nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from babel import Locale
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from server.formats import Formats, Moment, at_moment
from server.services import services_of
from server.words import LANGUAGE_NAMES, LOCALES, words_in

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
COMPONENTS: Final = ("page", "buttons", "forms", "data", "charts", "feedback")
FILTERS: Final = ("number", "compact", "percent", "money", "money_short", "day", "short_day", "clock", "moment", "ago",
                  "duration")  # fmt: skip
LANGUAGE_COOKIE: Final = "shirube_language"
NAMES: Final = ("member", "workspace", "environment", "environments", "stopped_by")
ZONE_COOKIE: Final = "shirube_zone"
SAID_COOKIE: Final = "shirube_said"


def render(request: Request, name: str, status: int = 200, **context: Any) -> HTMLResponse:
    """The page or fragment `name` in the reader's language, time zone and environment."""
    locale = locale_of(request)
    moment = Moment(services_of(request).clock(), zone_of(request))
    with at_moment(moment):
        html = pages_in(locale).get_template(name).render(**_surroundings(request, locale, moment), **context)
    response = HTMLResponse(html, status)
    if request.query_params.get("lang") in LOCALES:
        response.set_cookie(LANGUAGE_COOKIE, locale, max_age=365 * 86400, httponly=True, samesite="lax")
    if SAID_COOKIE in request.cookies:
        response.delete_cookie(SAID_COOKIE)
    return response


def go_to(address: str, said: str = "") -> RedirectResponse:
    """Sends the browser to another page of ours, which then says `said` once."""
    response = RedirectResponse(address, 303)
    if said:
        response.set_cookie(SAID_COOKIE, quote(said), max_age=60, httponly=True, samesite="lax")
    return response


def translate(request: Request, text: str, **values: Any) -> str:
    """A text in the reader's language, its %(names)s filled."""
    words = words_in(locale_of(request)).gettext(text)
    return words % values if values else words


def locale_of(request: Request) -> str:
    """The member's own language; before log-in `?lang`, then the cookie, then what the browser prefers."""
    member = getattr(_current(request), "member", None)
    wishes = (member.locale if member else None, request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE))
    return next((wish for wish in wishes if wish in LOCALES), None) or _preferred(request)


def _preferred(request: Request) -> str:
    accepted = request.headers.get("accept-language", "").replace("-", "_").split(",")
    names = [entry.split(";")[0].strip() for entry in accepted]
    found = Locale.negotiate(names, LOCALES)
    return found.language if found else "en"


def zone_of(request: Request) -> ZoneInfo:
    """The reader's time zone, which a script puts into a cookie; UTC until then."""
    try:
        return ZoneInfo(request.cookies.get(ZONE_COOKIE) or "UTC")
    except (ValueError, OSError):
        return ZoneInfo("UTC")


def _current(request: Request) -> Any:
    return getattr(request.state, "current", None)


def _surroundings(request: Request, locale: str, moment: Moment) -> dict[str, Any]:
    current = _current(request)
    known = {name: getattr(current, name, None) for name in NAMES}
    return {
        **known,
        "csrf_field": _csrf_field(getattr(current, "csrf", "")),
        "csrf": getattr(current, "csrf", ""),
        "nonce": getattr(request.state, "nonce", ""),
        "locale": locale,
        "path": request.url.path,
        "now": moment.now,
        "demo": getattr(request.app.state, "demo", ()),
        "said": unquote(request.cookies.get(SAID_COOKIE, "")),
    }


def _csrf_field(token: str) -> Markup:
    return Markup('<input type="hidden" name="csrf" value="{}">').format(token) if token else Markup("")


@lru_cache
def pages_in(locale: str) -> Environment:
    """The Jinja environment of a locale."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = words_in(locale)
    pages.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    formats = Formats(locale)
    pages.filters |= {name: getattr(formats, name) for name in FILTERS} | {"attributes": attributes}
    pages.globals |= {
        "asset": asset,
        "uid": uid,
        "as_is": words.gettext,
        "language_names": LANGUAGE_NAMES,
        "ui": SimpleNamespace(),
    }
    _load_components(pages)
    return pages


def _load_components(pages: Environment) -> None:
    ui: Any = pages.globals["ui"]
    for name in COMPONENTS:
        module = pages.get_template(f"components/{name}.html").module
        vars(ui).update({key: value for key, value in vars(module).items() if callable(value)})


def attributes(given: Mapping[str, object]) -> Markup:
    """HTML attributes with a space before each: True is a bare name, False and None leave it out."""
    shown = ((name, value) for name, value in given.items() if value is not None and value is not False)
    return Markup("").join(
        Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value) for name, value in shown
    )


_numbers = count(1)


def uid(name: str) -> str:
    """An id that no other element of the page has, for labels and descriptions."""
    return f"{name.replace('.', '-')}-{next(_numbers)}"


@lru_cache(maxsize=256)
def _fingerprint(path: str, _modified: float) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]


def asset(path: str) -> str:
    """The address of a static file, with its content's fingerprint, so that browsers may keep it for ever."""
    file = STATIC / path
    return f"/static/{path}?v={_fingerprint(path, file.stat().st_mtime)}" if file.exists() else f"/static/{path}"
