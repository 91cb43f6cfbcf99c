"""What an uploaded picture really is, by its bytes: only four kinds are taken, and what they tell of their maker goes.

A name or content type that came along is not asked. SVG is a document with scripts and is not taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from server.errors import Invalid

LARGEST_SIDE = 8000
"""Pixels. A picture of more takes a browser hundreds of megabytes, whatever its file weighs."""
MOST_MEGAPIXELS = 24
"""Four bytes each in everybody's browser: as much as a usual phone takes a photo of, and no more."""


@dataclass(frozen=True)
class CheckedPicture:
    content: bytes
    media_type: str
    ending: str


def checked(content: bytes) -> CheckedPicture:
    """The picture without what cameras and programs wrote into it (place, time, author). Raises `Invalid`."""
    for begins, read, media_type, ending in _KINDS:
        if begins(content):
            try:
                kept, width, height = read(content)
            except (IndexError, ValueError) as error:
                raise Invalid(f"This {ending.upper()} picture is damaged. Save it again, then add it.") from error
            if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
                raise Invalid(
                    f"A picture has at most {LARGEST_SIDE} pixels a side. Make it smaller, then add it again."
                )
            if width * height > MOST_MEGAPIXELS * 1_000_000:
                raise Invalid(
                    f"A picture has at most {MOST_MEGAPIXELS} megapixels, this one has {width} × {height} pixels."
                )
            return CheckedPicture(kept, media_type, ending)
    raise Invalid("This is not a picture that browsers show. Save it as PNG, JPEG, GIF or WebP.")


Read = Callable[[bytes], tuple[bytes, int, int]]

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TELLS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def _png(content: bytes) -> tuple[bytes, int, int]:
    """Chunk by chunk (https://www.w3.org/TR/png-3/#5Chunk-layout), up to its end and no further."""
    kept, at = [_PNG], len(_PNG)
    while True:
        size, kind = int.from_bytes(_part(content, at, 4)), _part(content, at + 4, 4)
        chunk = _part(content, at, 12 + size)
        if kind not in _PNG_TELLS:
            kept.append(chunk)
        at += len(chunk)
        if kind == b"IEND":
            break
    first = kept[1]
    if first[4:8] != b"IHDR":
        raise ValueError("no header")
    return b"".join(kept), int.from_bytes(first[8:12]), int.from_bytes(first[12:16])


_JPEG_KEPT = {0xE0, 0xE2, 0xEE}
"""APP0 (density), APP2 (colour profile), APP14 (colour transform): without them it looks otherwise."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def _jpeg(content: bytes) -> tuple[bytes, int, int]:
    """Segment by segment up to the first scan (ITU-T T.81, B.1.1); of EXIF only which way up it is stays."""
    kept, size = [content[:2]], (0, 0)
    for marker, segment in _segments(content):
        if marker == 0xE1 and (turned := _orientation(segment)) > 1:
            kept.append(_turned(turned))
        if marker in _FRAMES:
            size = (int.from_bytes(segment[7:9]), int.from_bytes(segment[5:7]))
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _JPEG_KEPT:
            kept.append(segment)
    return b"".join(kept), *size


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while True:
        start, marker = _part(content, at, 2)
        if start != 0xFF:
            raise ValueError("no marker")
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        if marker == 0xDA:
            yield marker, content[at:]
            return
        length = 2 + int.from_bytes(_part(content, at + 2, 2))
        yield marker, _part(content, at, length)
        at += length


def _orientation(segment: bytes) -> int:
    """Tag 0x0112 of the first directory in an EXIF segment; 1 when there is none (upright)."""
    if segment[4:10] != b"Exif\0\0":
        return 1
    tiff = segment[10:]
    order = "little" if tiff[:2] == b"II" else "big"
    start = int.from_bytes(tiff[4:8], order)  # type: ignore[arg-type]
    for n in range(int.from_bytes(tiff[start : start + 2], order)):  # type: ignore[arg-type]
        entry = tiff[start + 2 + 12 * n : start + 14 + 12 * n]
        if int.from_bytes(entry[:2], order) == 0x0112:  # type: ignore[arg-type]
            return int.from_bytes(entry[8:10], order)  # type: ignore[arg-type]
    return 1


def _turned(orientation: int) -> bytes:
    """An EXIF segment that says nothing but the orientation."""
    entry = bytes.fromhex("0112 0003 00000001") + orientation.to_bytes(2) + b"\0\0"
    body = b"Exif\0\0" + b"MM\0*" + (8).to_bytes(4) + (1).to_bytes(2) + entry + bytes(4)
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def _gif(content: bytes) -> tuple[bytes, int, int]:
    return content, int.from_bytes(_part(content, 6, 2), "little"), int.from_bytes(_part(content, 8, 2), "little")


_WEBP_TELLS = {b"EXIF", b"XMP "}
_TELLING_FLAGS = 0b0000_1100


def _webp(content: bytes) -> tuple[bytes, int, int]:
    """Chunk by chunk (https://developers.google.com/speed/webp/docs/riff_container)."""
    kept: list[bytes] = []
    size = (0, 0)
    at, end = 12, 8 + int.from_bytes(_part(content, 4, 4), "little")
    while at + 8 <= end:
        kind, length = content[at : at + 4], int.from_bytes(_part(content, at + 4, 4), "little")
        chunk = _part(content, at, 8 + length + length % 2)
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_TELLING_FLAGS]) + chunk[9:]
        size = size if size[0] else _webp_size(kind, chunk[8:])
        if kind not in _WEBP_TELLS:
            kept.append(chunk)
        at += len(chunk)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body, *size


def _webp_size(kind: bytes, data: bytes) -> tuple[int, int]:
    if kind == b"VP8X":
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return int.from_bytes(data[6:8], "little") & 0x3FFF, int.from_bytes(data[8:10], "little") & 0x3FFF
    return 0, 0


def _part(content: bytes, at: int, length: int) -> bytes:
    """Raises `ValueError` where the file ends too soon."""
    part = content[at : at + length]
    if len(part) < length:
        raise ValueError("cut off")
    return part


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


_KINDS: list[tuple[Callable[[bytes], bool], Read, str, str]] = [
    (lambda content: content.startswith(_PNG), _png, "image/png", "png"),
    (lambda content: content.startswith(b"\xff\xd8\xff"), _jpeg, "image/jpeg", "jpg"),
    (lambda content: content[:6] in (b"GIF87a", b"GIF89a"), _gif, "image/gif", "gif"),
    (_is_webp, _webp, "image/webp", "webp"),
]
