"""`/sdk/…`: one address that moves, one for ever."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path

import brotli
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server.delivery.sdk import SdkFiles


def build(folder: Path, version: str, text: str) -> None:
    digest = base64.b64encode(hashlib.sha384(text.encode()).digest()).decode()
    facts = {"bytes": len(text), "brotli": 1, "integrity": f"sha384-{digest}"}
    folder.mkdir(exist_ok=True)
    (folder / "shirube.js").write_text(text)
    (folder / "manifest.json").write_text(json.dumps({"version": version, "files": {"shirube.js": facts}}))


@pytest.fixture
def dist(app: FastAPI, tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    build(folder, "1.0.0-aa", "first();" * 50)
    app.state.services.sdk = SdkFiles(tmp_path / "archive", (folder,))
    return folder


def test_the_moving_address_is_asked_about_and_the_numbered_one_is_kept(client: TestClient, dist: Path) -> None:
    moving, numbered = client.get("/sdk/v1/shirube.js"), client.get("/sdk/1.0.0-aa/shirube.js")

    assert moving.text == numbered.text == "first();" * 50
    assert "max-age=300" in moving.headers["cache-control"]
    assert "immutable" in numbered.headers["cache-control"]
    for answer in (moving, numbered):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


def test_a_page_that_pinned_a_version_keeps_it_after_a_release(client: TestClient, dist: Path) -> None:
    pinned = client.get("/sdk/sri.json").json()["files"]["shirube.js"]
    build(dist, "1.1.0-bb", "second();")

    old, moving = client.get(pinned["url"]), client.get("/sdk/v1/shirube.js")

    digest = base64.b64encode(hashlib.sha384(old.content).digest()).decode()
    assert f"sha384-{digest}" == pinned["integrity"]
    assert (old.text, moving.text) == ("first();" * 50, "second();")
    assert client.get("/sdk/sri.json").json()["version"] == "1.1.0-bb"


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_files_travel_packed_as_the_browser_likes(
    client: TestClient, dist: Path, accepted: str, encoding: str | None, unpack: object
) -> None:
    with client.stream("GET", "/sdk/v1/shirube.js", headers={"accept-encoding": accepted}) as answer:
        raw = b"".join(answer.iter_raw())

    assert answer.headers.get("content-encoding") == encoding
    assert unpack(raw) == b"first();" * 50  # type: ignore[operator]
    assert answer.headers["vary"] == "Accept-Encoding"


def test_an_unchanged_file_is_not_sent_again(client: TestClient, dist: Path) -> None:
    etag = client.get("/sdk/v1/shirube.js").headers["etag"]

    assert client.get("/sdk/v1/shirube.js", headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/sdk/v1/nothing.js",
        "/sdk/9.9.9/shirube.js",
        "/sdk/v1/manifest.json",
        "/sdk/../shirube.js",
        "/sdk/v1/..%2fmanifest.json",
        "/sdk/%2e%2e/shirube.db",
        "/sdk/v1/..%5cshirube.db",
    ],
)
def test_nothing_else_is_served(client: TestClient, dist: Path, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_server_without_a_build_says_so(client: TestClient, app: FastAPI, tmp_path: Path) -> None:
    app.state.services.sdk = SdkFiles(tmp_path / "archive", (tmp_path / "none",))

    answer = client.get("/sdk/v1/shirube.js")

    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
