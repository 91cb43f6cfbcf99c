"""The tables of the event store, in words of our own; each engine says them in its own types.

A type is `text`, `int`, `time`, `date` or `bool`; a `?` allows null. `key` names a row; on engines without cheap
deletion a newer row of the same key replaces the older.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Table:
    name: str
    columns: dict[str, str]
    key: tuple[str, ...]
    replaced: bool = True
    """Whether newer rows replace older ones; events are only ever added."""


def _columns(text: str) -> dict[str, str]:
    return dict(part.split(":") for part in text.split())


EVENTS = Table(
    "events",
    _columns(
        "environment:text id:text type:text at:time received_at:time original_at:time? person:text? anonymous_id:text? "
        "account:text? session:text? run:text? guide:text? version:int? step:text? url:text? props:text?"
    ),
    ("environment", "at", "id"),
    replaced=False,
)
RUNS = Table(
    "runs",
    _columns(
        "environment:text run:text guide:text version:int person:text? account:text? started_at:time last_at:time "
        "furthest_step:text? furthest_position:int? outcome:text completed_at:time? ended_at:time? steps_seen:int"
    ),
    ("environment", "run"),
)
RUN_STEPS = Table(
    "run_steps",
    _columns(
        "environment:text run:text guide:text version:int person:text? account:text? step:text position:int "
        "met_at:time first_seen_at:time? last_seen_at:time? times_seen:int acted_at:time? verified_at:time? "
        "done_at:time? skipped_at:time? failed_at:time? left_here:bool rage_clicks:int dead_clicks:int errors:int"
    ),
    ("environment", "run", "step"),
)
STEP_ORDER = Table(
    "step_order",
    _columns(
        "environment:text guide:text version:int step:text first_at:time? known_position:int? position:int is_last:bool"
    ),
    ("environment", "guide", "version", "step"),
)
KNOWN_STEPS = Table(
    "known_steps",
    _columns("environment:text guide:text version:int step:text position:int"),
    ("environment", "guide", "version", "step"),
)
GUIDE_DAYS = Table(
    "guide_days",
    _columns(
        "environment:text day:date guide:text version:int started:int completed:int dismissed:int failed:int people:int"
    ),
    ("environment", "day", "guide", "version"),
)
PERSON_DAYS = Table(
    "person_days",
    _columns("environment:text day:date person:text account:text events:int sessions:int"),
    ("environment", "day", "person", "account"),
)
HORIZONS = Table("horizons", _columns("environment:text runs_since:time days_since:date"), ("environment",))
"""What events no longer tell: runs that ended before and days that lie before are kept as they are, see `retention`."""
LOADED_SEGMENTS = Table("loaded_segments", _columns("name:text rows:int loaded_at:time"), ("name",))

TABLES = (EVENTS, RUNS, RUN_STEPS, STEP_ORDER, KNOWN_STEPS, GUIDE_DAYS, PERSON_DAYS, LOADED_SEGMENTS, HORIZONS)
DERIVED = (RUNS, RUN_STEPS, STEP_ORDER, GUIDE_DAYS, PERSON_DAYS)
"""Made of events and known steps alone; `rebuild` makes them again."""
RAW = (LOADED_SEGMENTS, EVENTS, KNOWN_STEPS, HORIZONS)
"""What cannot be made again. Copied in this order: a segment is only called loaded when its events are copied too."""


def again(table: Table) -> Table:
    """The same table once more, for making rows again beside those there are."""
    return replace(table, name=f"again_{table.name}")


STAGED = Table("work_staged", EVENTS.columns, ())
WORK_TABLES = (
    STAGED,
    Table("work_single", EVENTS.columns, ()),
    Table("work_known", _columns("environment:text id:text"), ()),
    Table("work_touched_runs", _columns("environment:text run:text"), ()),
    Table(
        "work_events",
        _columns(
            "environment:text run:text type:text at:time person:text? anonymous_id:text? account:text? guide:text? "
            "version:int? step:text?"
        ),
        (),
    ),
    Table(
        "work_runs",
        _columns(
            "environment:text run:text guide:text version:int person:text? account:text? started_at:time last_at:time "
            "completion_at:time? dismissed_at:time? failure_at:time?"
        ),
        (),
    ),
    Table(
        "work_steps",
        _columns(
            "environment:text run:text guide:text version:int person:text? account:text? step:text met_at:time "
            "first_seen_at:time? last_seen_at:time? times_seen:int acted_at:time? verified_at:time? done_at:time? "
            "skipped_at:time? failed_at:time? rage_clicks:int dead_clicks:int errors:int"
        ),
        (),
    ),
    Table("work_touched_guides", _columns("environment:text guide:text version:int"), ()),
    Table("work_order", STEP_ORDER.columns, ()),
    Table("work_moved_guides", _columns("environment:text guide:text version:int"), ()),
    Table("work_touched_guide_days", _columns("environment:text day:date guide:text version:int"), ()),
    Table("work_touched_person_days", _columns("environment:text day:date person:text"), ()),
    Table("work_gone", _columns("environment:text id:text"), ()),
    Table("work_erased", _columns("environment:text person:text before:time"), ()),
)
"""Scratch of one load; emptied before each."""
AGAIN_TABLES = tuple(again(table) for table in DERIVED)
"""Empty but while everything is made again."""


def work(name: str) -> Table:
    """The work table of that name."""
    return next(table for table in WORK_TABLES if table.name == name)
