"""What goes over the socket: a length of four bytes, then MessagePack. Times stay aware, dates stay dates."""

from __future__ import annotations

import socket
import struct
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

_LENGTH = struct.Struct(">I")
LARGEST = 2**31
_DATE, _DECIMAL = 1, 2


class Request(msgspec.Struct):
    """`act` is `select` or the name of a task (`server/owner/tasks.py`); `given` are its parameters."""

    act: str
    given: dict[str, Any]


class Answer(msgspec.Struct):
    """`kind`: `done` with a value, `wait` while the work goes on, `failed` with the reason in words."""

    kind: str
    value: Any = None


class BrokenConnectionError(Exception):
    """The other side is gone."""


def _from_ext(code: int, data: memoryview) -> Any:
    text = bytes(data).decode()
    return date.fromisoformat(text) if code == _DATE else Decimal(text)


_request_decoder = msgspec.msgpack.Decoder(Request, ext_hook=_from_ext)
_answer_decoder = msgspec.msgpack.Decoder(Answer, ext_hook=_from_ext)
_encoder = msgspec.msgpack.Encoder()


def send(connection: socket.socket, message: Request | Answer) -> None:
    """Raises BrokenConnectionError, also after the socket's time-out."""
    data = _encoder.encode(message)
    try:
        connection.sendall(_LENGTH.pack(len(data)) + data)
    except OSError as error:
        raise BrokenConnectionError(str(error)) from error


def receive_request(connection: socket.socket) -> Request:
    """Raises BrokenConnectionError when the other side hangs up."""
    return _request_decoder.decode(_receive(connection))


def receive_answer(connection: socket.socket) -> Answer:
    """Raises BrokenConnectionError when the other side hangs up or takes longer than the socket's time-out."""
    return _answer_decoder.decode(_receive(connection))


def _receive(connection: socket.socket) -> bytearray:
    length = _LENGTH.unpack(_read(connection, _LENGTH.size))[0]
    if length > LARGEST:
        raise BrokenConnectionError("that is no message of ours")
    return _read(connection, length)


def _read(connection: socket.socket, size: int) -> bytearray:
    data = bytearray(size)
    view = memoryview(data)
    while view:
        try:
            read = connection.recv_into(view)
        except OSError as error:
            raise BrokenConnectionError(str(error)) from error
        if not read:
            raise BrokenConnectionError("the connection was closed")
        view = view[read:]
    return data


def portable(value: Any) -> Any:
    """A parameter as it can be sent."""
    if isinstance(value, Mapping):
        return {name: portable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [portable(one) for one in value]
    return _to_ext(value)


def portable_rows(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows as they can be sent; only columns that hold dates or decimals cost more than a copy."""
    special = {
        place
        for place in range(len(rows[0]) if rows else 0)
        if isinstance(_to_ext(next((row[place] for row in rows if row[place] is not None), None)), msgspec.msgpack.Ext)
    }
    if not special:
        return list(map(list, rows))
    return [[_to_ext(one) if place in special else one for place, one in enumerate(row)] for row in rows]


def _to_ext(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return msgspec.msgpack.Ext(_DATE, value.isoformat().encode())
    if isinstance(value, Decimal):
        return msgspec.msgpack.Ext(_DECIMAL, str(value).encode())
    return value
