"""Names for the column types of this room. Times are whole milliseconds since 1970 (UTC), spans are seconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEVER = np.int64(2**62)
"""A time that has not come: compares later than every real one."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """An aware time as whole milliseconds since 1970."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def moment(at: int) -> datetime:
    """The aware time of whole milliseconds since 1970."""
    return EPOCH + timedelta(milliseconds=int(at))


def weigh(columns: Floats, weights: Floats) -> Floats:
    """The weighted sum of each row. Not `@`: for tables so narrow BLAS wakes threads that cost many times the work."""
    return np.asarray(np.einsum("ij,j->i", columns, weights))


def distinct(numbers: Ints) -> Ints:
    """Each number once, in order; several times faster than `np.unique` where there are millions."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def logit(share: Floats) -> Floats:
    """Log-odds, kept finite."""
    kept = np.clip(share, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept) - np.log1p(-kept))


def expit(odds: Floats) -> Floats:
    """The probability of log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30))))
