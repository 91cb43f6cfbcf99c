"""What our own pages allow the browser to do."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient


def test_pages_allow_only_our_own_scripts_with_a_fresh_nonce(author: TestClient) -> None:
    first, second = author.get("/guides"), author.get("/guides")
    policy = first.headers["content-security-policy"]
    nonces = [re.findall(r"'nonce-([^']+)'", page.headers["content-security-policy"]) for page in (first, second)]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert nonces[0][0] == nonces[0][1] != nonces[1][0]
    assert f'nonce="{nonces[0][0]}"' in first.text
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert first.headers["cache-control"] == "no-store"


def test_pages_hold_no_inline_handlers_or_styles(author: TestClient) -> None:
    html = author.get("/guides").text

    assert not re.search(r"<[^>]+\s(on\w+|style)=", html)
