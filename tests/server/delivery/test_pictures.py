"""Pictures that authors send: what is taken, what is left out, how it is served."""

from __future__ import annotations

import struct
import zlib

import pytest
from fastapi.testclient import TestClient

from server.delivery.pictures import checked
from server.errors import Invalid
from server.stores import pictures
from tests.server.delivery.conftest import APP, Edit


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 3, height: int = 2, *more: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def exif(orientation: int, secret: bytes) -> bytes:
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + entry + bytes(4) + secret


def jpeg(*more: bytes, width: int = 3, height: int = 2) -> bytes:
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    return b"\xff\xd8" + b"".join(more) + frame + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"scan\xff\xd9"


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = b"".join(k + struct.pack("<I", len(d)) + d + b"\0" * (len(d) % 2) for k, d in chunks)
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts


EXTENDED = (b"VP8X", bytes([0b0000_1100, 0, 0, 0]) + (2).to_bytes(3, "little") + (1).to_bytes(3, "little"))
GIF = b"GIF89a" + struct.pack("<HH", 3, 2) + b"\0\0\0;"


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (png(), "image/png", "png"),
        (jpeg(), "image/jpeg", "jpg"),
        (GIF, "image/gif", "gif"),
        (webp(EXTENDED, (b"VP8 ", b"x")), "image/webp", "webp"),
        (webp((b"VP8L", b"\x2f" + ((1 << 14) | 2).to_bytes(4, "little"))), "image/webp", "webp"),
    ],
)
def test_what_it_is_says_its_bytes(content: bytes, media_type: str, ending: str) -> None:
    picture = checked(content)
    assert (picture.media_type, picture.ending) == (media_type, ending)


@pytest.mark.parametrize(
    "content",
    [
        png(3, 2, chunk(b"tEXt", b"Author\0Mika"), chunk(b"eXIf", b"Mika")) + b"<script>Mika</script>",
        jpeg(segment(0xE1, exif(1, b"Mika")), segment(0xFE, b"Mika")),
        webp(EXTENDED, (b"EXIF", b"Mika"), (b"XMP ", b"Mika")),
    ],
)
def test_who_made_it_and_where_is_left_out(content: bytes) -> None:
    assert b"Mika" not in checked(content).content


def test_a_photo_stays_the_right_way_up() -> None:
    once = checked(jpeg(segment(0xE1, exif(6, b"Mika")))).content
    assert b"Mika" not in once
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in once
    assert checked(once).content == once


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", b"<html>", b"%PDF-1.7", png()[:40],
        png(9000, 2), png(0, 2), png(5000, 5000), jpeg()[:9], jpeg(width=8001), webp((b"VP8 ", b"x")), b"GIF89a",
    ],
)  # fmt: skip
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        checked(content)


@pytest.mark.usefixtures("database_url")
def test_sent_by_an_author_and_loaded_by_anybody(client: TestClient, edit: Edit, code: str) -> None:
    assert client.post("/v1/editor/pictures", content=png(), headers={"Origin": APP}).status_code == 401
    edit("POST", "exchange", {"code": code})
    sent = [edit("POST", "pictures", content) for content in (png(), png(), png(5, 5))]
    sources = [answer.json()["source"] for answer in sent]
    assert sources[0] == sources[1] != sources[2]
    path = "/media/" + sources[0].rpartition("/")[2]
    loaded = client.get(path)
    assert loaded.content == png()
    assert loaded.headers["content-type"] == "image/png"
    assert loaded.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert loaded.headers["x-content-type-options"] == "nosniff"
    assert loaded.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert client.get(path, headers={"If-None-Match": loaded.headers["etag"]}).status_code == 304
    assert client.get("/media/other.png").status_code == 404


@pytest.mark.usefixtures("database_url")
def test_a_workspace_has_so_much_room(monkeypatch: pytest.MonkeyPatch, edit: Edit, code: str) -> None:
    edit("POST", "exchange", {"code": code})
    monkeypatch.setattr(pictures, "MOST_BYTES", 2 * len(png()))
    sent = [edit("POST", "pictures", content) for content in (png(), png(5, 5), png(), png(6, 6))]
    assert [answer.status_code for answer in sent] == [200, 200, 200, 422]
    assert sent[-1].json()["code"] == "no_room"


def test_large_and_strange_files_are_refused(edit: Edit, code: str) -> None:
    edit("POST", "exchange", {"code": code})
    large = edit("POST", "pictures", png() + bytes(5 * 1024 * 1024))
    strange = edit("POST", "pictures", b"<svg/>")
    assert (large.status_code, strange.status_code) == (413, 422)
    assert "PNG, JPEG, GIF or WebP" in strange.json()["detail"]
