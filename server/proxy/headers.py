"""Headers on their way in and out: what belongs to one connection stays there; the app's address becomes ours."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from server.proxy.encodings import accepted
from server.proxy.policy import CSP_HEADERS, amend

Headers = list[tuple[bytes, bytes]]

HOP_BY_HOP = {
    b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection", b"te",
    b"trailer", b"transfer-encoding", b"upgrade",
}  # fmt: skip
ADDRESSES_IN = (b"origin", b"referer")
ADDRESSES_OUT = (b"location", b"content-location", b"refresh", b"access-control-allow-origin")
CHANGED_BY_INJECTION = {
    b"content-length",
    b"content-encoding",
    b"etag",
    b"last-modified",
    b"accept-ranges",
    b"content-md5",
}


def origin_of(url: str) -> str:
    """`https://host:port` of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def to_app(headers: Iterable[tuple[bytes, bytes]], ours: str, theirs: str) -> Headers:
    """The browser's headers as the app would have got them directly."""
    kept = [(name, _to_app(name, value, ours, theirs)) for name, value in _end_to_end(headers) if name != b"host"]
    return [(b"host", urlsplit(theirs).netloc.encode()), *kept]


def _to_app(name: bytes, value: bytes, ours: str, theirs: str) -> bytes:
    if name == b"accept-encoding":
        return accepted(value.decode("latin-1")).encode()
    return moved(value, ours, theirs) if name in ADDRESSES_IN else value


def to_browser(headers: Iterable[tuple[bytes, bytes]], ours: str, theirs: str, host: str, nonce: str) -> Headers:
    """The app's headers for a browser that sees the app at our address, with `host` allowed by its policies."""

    def changed(name: bytes, value: bytes) -> bytes:
        if name in ADDRESSES_OUT:
            return moved(value, theirs, ours)
        if name == b"set-cookie":
            return _our_cookie(value.decode("latin-1"), theirs, ours).encode("latin-1")
        if name.decode("latin-1") in CSP_HEADERS:
            return amend(value.decode("latin-1"), host, nonce).encode("latin-1")
        return value

    return [(name, changed(name, value)) for name, value in _end_to_end(headers)]


def for_injection(headers: Headers) -> Headers:
    """Without what is no longer true of a page that grew."""
    return [(name, value) for name, value in headers if name not in CHANGED_BY_INJECTION]


def value_of(headers: Headers, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in headers if key == name), "")


def _end_to_end(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    lowered = [(name.lower(), value) for name, value in headers]
    named = {part.strip().lower() for name, value in lowered if name == b"connection" for part in value.split(b",")}
    return [(name, value) for name, value in lowered if name not in HOP_BY_HOP and name not in named]


def moved(value: bytes, before: str, after: str) -> bytes:
    """An address (or `Refresh: 5; url=…`) with the origin `before` changed to `after`; any other address unchanged."""
    old, new = before.encode(), after.encode()
    for start in (b"", b"url=", b"URL="):
        position = value.find(start + old) if start else (0 if value.startswith(old) else -1)
        if position < 0:
            continue
        end = position + len(start) + len(old)
        if end == len(value) or value[end : end + 1] in (b"/", b"?", b"#"):
            return value[: position + len(start)] + new + value[end:]
    bare = b"//" + urlsplit(before).netloc.encode()
    return b"//" + urlsplit(after).netloc.encode() + value[len(bare) :] if value.startswith(bare + b"/") else value


def _our_cookie(cookie: str, theirs: str, ours: str) -> str:
    """A cookie without the app's domain, and without Secure when the app is served over plain HTTP here."""
    parts = [part.strip() for part in cookie.split(";")]
    plain = (
        ours.startswith("http://")
        and theirs.startswith("https://")
        and not parts[0].startswith(("__Host-", "__Secure-"))
    )
    dropped = {"domain"} | ({"secure", "partitioned"} if plain else set())
    kept = [parts[0], *(part for part in parts[1:] if part.split("=")[0].lower() not in dropped)]
    if plain:
        kept = ["SameSite=Lax" if part.lower() == "samesite=none" else part for part in kept]
    return "; ".join(kept)
