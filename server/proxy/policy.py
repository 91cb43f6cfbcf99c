"""Amends Content-Security-Policy just enough for the snippet: its script, its requests, and nothing else.

What a policy does not restrict is left unrestricted; what it allows through a fallback is copied before it is widened,
so that `default-src` never grows. Sources and matching: Content Security Policy Level 3, §6.7.
"""

from __future__ import annotations

from collections.abc import Callable

CSP_HEADERS = ("content-security-policy", "content-security-policy-report-only")
TRUSTED_TYPES_POLICY = "shirube"

Directives = dict[str, list[str]]


def amend(header: str, host: str, nonce: str) -> str:
    """The header (one or more policies, joined by commas) with `host` and `nonce` allowed where they are needed."""
    return ", ".join(_amend_one(policy, host, nonce) for policy in header.split(",") if policy.strip())


def _amend_one(policy: str, host: str, nonce: str) -> str:
    directives = _parse(policy)
    _widen(directives, "script-src", lambda sources: _script_sources(sources, host, nonce))
    if "script-src-elem" in directives:
        directives["script-src-elem"] = _script_sources(directives["script-src-elem"], host, nonce)
    _widen(directives, "connect-src", lambda sources: _with(sources, host))
    _widen(directives, "img-src", lambda sources: _with(sources, host))
    allowed = directives.get("trusted-types")
    if allowed is not None and "*" not in allowed:
        directives["trusted-types"] = _with(allowed, TRUSTED_TYPES_POLICY)
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def _parse(policy: str) -> Directives:
    directives: Directives = {}
    for part in policy.split(";"):
        words = part.split()
        if words and words[0].lower() not in directives:  # a repeated directive is ignored, says the standard
            directives[words[0].lower()] = words[1:]
    return directives


def _widen(directives: Directives, name: str, change: Callable[[list[str]], list[str]]) -> None:
    sources = directives.get(name, directives.get("default-src"))
    if sources is not None:
        directives[name] = change(sources)


def _script_sources(sources: list[str], host: str, nonce: str) -> list[str]:
    """Where 'unsafe-inline' is in force the host is enough: a nonce would switch the app's own inline scripts off."""
    words = [source.lower() for source in sources]
    listed = any(word.startswith(("'nonce-", "'sha256-", "'sha384-", "'sha512-")) for word in words)
    inline_allowed = "'unsafe-inline'" in words and not listed and "'strict-dynamic'" not in words
    wider = _with(sources, host)
    return wider if inline_allowed else _with(wider, f"'nonce-{nonce}'")


def _with(sources: list[str], source: str) -> list[str]:
    kept = [known for known in sources if known.lower() != "'none'"]
    return kept if source in kept or (source.startswith("http") and "*" in kept) else [*kept, source]
