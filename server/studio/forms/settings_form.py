"""The settings' forms, each into its part of the definition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from server.errors import FieldProblem, Invalid
from server.studio.forms.audience_rows import AudienceRow, audience_of
from server.studio.forms.form import Form, Json
from server.words import N_

Apply = Callable[[Json, Form, ZoneInfo], None]


def _about(definition: Json, form: Form, _zone: ZoneInfo) -> None:
    name = _text(form, "name")
    if not name:
        raise _wrong("name", N_("Give the guide a name."))
    purpose = {field: _text(form, field) for field in ("persona", "pain", "owner", "goal")}
    definition |= {"name": name, "purpose": purpose, "language": _text(form, "language") or definition["language"]}
    definition["theme"] = _text(form, "theme") or None


def _trigger(definition: Json, form: Form, _zone: ZoneInfo) -> None:
    definition["trigger"] = definition["trigger"] | {
        "page": _text(form, "page"),
        "delay_seconds": _number(form, "delay_seconds", N_("Write the delay in seconds.")) or 0,
        "manual": _text(form, "start") == "manual",
        "event": _text(form, "trigger_event") if _text(form, "start") == "event" else "",
        "struggles": _struggles(definition, form),
    }
    if not form.get("as_they_are", "") or rows_from(form):
        definition["trigger"]["when"] = audience_of(_text(form, "match"), rows_from(form))


def _struggles(definition: Json, form: Form) -> Json | None:
    """How soon help comes, and after which signs; without any, those that were chosen stay."""
    if _text(form, "start") != "struggles":
        return None
    signs = [str(sign) for sign in form.getlist("sign")]
    told = {"sensitivity": _text(form, "sensitivity") or "normal"} | ({"signs": signs} if signs else {})
    return (definition["trigger"].get("struggles") or {}) | told


def _audience(definition: Json, form: Form, _zone: ZoneInfo) -> None:
    definition["audience"] = audience_of(_text(form, "match"), rows_from(form))


def rows_from(form: Form) -> list[AudienceRow]:
    """The rows as they were filled in, incomplete ones too."""
    columns = [
        [str(v).strip() for v in form.getlist(f"row_{name}")] for name in ("subject", "name", "op", "value", "days")
    ]
    return [AudienceRow(*values) for values in zip(*columns, strict=True)]


def _frequency(definition: Json, form: Form, zone: ZoneInfo) -> None:
    definition["frequency"] = {
        "show": _text(form, "show"),
        "at_most": _number(form, "at_most", N_("Write how many times as a number.")),
        "every_days": _number(form, "every_days", N_("Write the days as a number.")),
        "group": _text(form, "group") or None,
        "ignores_limits": bool(form.get("ignores_limits", "")),
    }
    definition["schedule"] = {
        **definition.get("schedule", {}),
        "from": _moment(form, "from", zone),
        "until": _moment(form, "until", zone),
        **(_hours(form) if form.get("hours", "") else {}),
    }
    definition["priority"] = _number(form, "priority", N_("Write the priority as a number.")) or 0


def _hours(form: Form) -> Json:
    """Days of the week and hours of the day, in a time zone."""
    return {
        "weekdays": [str(day) for day in form.getlist("weekday")],
        "from_hour": _text(form, "from_hour") or None,
        "until_hour": _text(form, "until_hour") or None,
        "time_zone": _text(form, "time_zone"),
    }


def _goal(definition: Json, form: Form, _zone: ZoneInfo) -> None:
    event = _text(form, "event")
    days = _number(form, "within_days", N_("Write the days as a number.")) or 7
    definition["goal"] = {"event": event, "within_days": days} if event else None
    holdout = _number(form, "holdout_percent", N_("Write the hold-out as a number.")) or 0
    definition["experiment"] = {"holdout_percent": holdout}


def _manner(definition: Json, form: Form, _zone: ZoneInfo) -> None:
    """How it goes on, and what only surveys and announcements have."""
    if form.get("progress", ""):
        definition |= {"progress": _text(form, "progress"), "resume": _text(form, "resume")}
    if definition["kind"] == "announcement":
        definition["in_news"] = _text(form, "in_news") == "on"
    if definition["kind"] == "survey":
        wait = _number(form, "wait_days", N_("Write the days as a number."))
        definition["survey"] = (definition.get("survey") or {}) | {
            "wait_days": wait or 0,
            "anonymous": _text(form, "anonymous") == "on",
            "partial": _text(form, "partial") == "on",
        }


APPLY: dict[str, Apply] = {
    "about": _about,
    "trigger": _trigger,
    "audience": _audience,
    "frequency": _frequency,
    "goal": _goal,
    "manner": _manner,
}


def _text(form: Form, name: str) -> str:
    return str(form.get(name, "")).strip()


def _number(form: Form, name: str, message: str) -> float | int | None:
    text = _text(form, name)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError as error:
        raise _wrong(name, message) from error
    return int(number) if number.is_integer() else number


def _moment(form: Form, name: str, zone: ZoneInfo) -> str | None:
    """A `datetime-local` field is in the author's own time zone."""
    text = _text(form, name)
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).isoformat()
    except ValueError as error:
        raise _wrong(name, N_("Choose a day and a time.")) from error


def _wrong(where: str, message: str) -> Invalid:
    return Invalid(message, fields=[FieldProblem(where, message)])
