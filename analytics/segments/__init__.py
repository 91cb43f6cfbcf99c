"""Event segments: files of NDJSON lines that make an answer durable before anything else is done with it.

`open/` holds what is being written, each file locked by its writer; `sealed/` waits for the loader; `done/` is kept a
while; `bad/` holds what could not be read.
"""

from __future__ import annotations

from analytics.segments.folders import SegmentFolders
from analytics.segments.recovery import Recovered, recover
from analytics.segments.writer import BacklogError, ClosedError, SegmentWriter

__all__ = ["BacklogError", "ClosedError", "Recovered", "SegmentFolders", "SegmentWriter", "recover"]
