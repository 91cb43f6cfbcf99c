"""Undoes content encodings piece by piece, and treats UTF-16 pages, the one web encoding whose tags are not ASCII."""

from __future__ import annotations

import codecs
import zlib
from typing import Protocol

import brotli
import zstandard

DECODABLE = ("gzip", "deflate", "br", "zstd")


class Decoder(Protocol):
    """Takes compressed bytes, gives what they hold so far."""

    def decompress(self, data: bytes) -> bytes: ...


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def decompress(self, data: bytes) -> bytes:
        return bytes(self._inner.process(data))


class _Deflate:
    """Deflate as servers really send it: with the zlib header, or without."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj()
        self._started = False

    def decompress(self, data: bytes) -> bytes:
        if not self._started and data:
            self._started = True
            if data[0] & 0x0F != 8:
                self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._inner.decompress(data)


def decoders(content_encoding: str) -> list[Decoder] | None:
    """The decoders in the order to apply; None when one of the encodings is unknown to us."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if any(name not in (*DECODABLE, "x-gzip") for name in names):
        return None
    return [_decoder(name) for name in reversed(names)]


def _decoder(name: str) -> Decoder:
    if name == "br":
        return _Brotli()
    if name == "deflate":
        return _Deflate()
    if name == "zstd":
        return zstandard.ZstdDecompressor().decompressobj()
    return zlib.decompressobj(zlib.MAX_WBITS | 16)


def accepted(header: str) -> str:
    """The browser's Accept-Encoding without what we could not undo."""
    offers = [offer.strip() for offer in header.split(",")]
    kept = [offer for offer in offers if offer.split(";")[0].strip().lower() in DECODABLE]
    return ", ".join(kept) or "identity"


class AsciiView:
    """Shows a page to an ASCII scanner and turns what comes back into the page's own encoding again."""

    def __init__(self, content_type: str) -> None:
        self._declared = _utf16_of(content_type)
        self._decoder: codecs.IncrementalDecoder | None = None
        self._encoding: str | None = None
        self._begun = False

    def inward(self, chunk: bytes) -> bytes:
        """The chunk itself, or UTF-8 when the page is in UTF-16."""
        if not self._begun and chunk:
            self._begin(chunk)
        return self._decoder.decode(chunk).encode() if self._decoder else chunk

    def outward(self, text: bytes) -> bytes:
        return text.decode().encode(self._encoding) if self._encoding and text else text

    def _begin(self, chunk: bytes) -> None:
        self._begun = True
        if chunk.startswith(codecs.BOM_UTF16_LE):
            self._encoding = "utf-16-le"
        elif chunk.startswith(codecs.BOM_UTF16_BE):
            self._encoding = "utf-16-be"
        else:
            self._encoding = self._declared
        if self._encoding:
            self._decoder = codecs.getincrementaldecoder(self._encoding)()


def _utf16_of(content_type: str) -> str | None:
    lower = content_type.lower()
    if "utf-16be" in lower:
        return "utf-16-be"
    return "utf-16-le" if "utf-16" in lower else None
