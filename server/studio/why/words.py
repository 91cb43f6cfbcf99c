"""The gates of “Why doesn't it show?” in words: what each one asks for, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from guides.conditions import (
    AccountIs,
    AllOf,
    Condition,
    EventCount,
    GuideIs,
    InSegment,
    LanguageIs,
    MembershipIs,
    NotOf,
    PersonIs,
    times_done,
)
from guides.problem import step_title
from guides.showing import Schedule
from server.formats import Formats
from server.studio.why.gates import Gate, GateName, Situation, is_open, only_the_page_knows
from server.studio.words.condition_words import GUIDE_STATES, ConditionWords
from server.studio.words.sentence import often_words, where_words
from server.words import N_

Translate = Callable[[str], str]

TITLES: dict[GateName, str] = {
    "published": N_("Published"),
    "paused": N_("Not paused"),
    "stopped": N_("No emergency stop"),
    "snippet": N_("Seen by the snippet"),
    "asked_for": N_("Asked for by the address"),
    "schedule": N_("Schedule"),
    "hold_out": N_("Hold-out"),
    "resume": N_("Left in the middle"),
    "frequency": N_("How often"),
    "audience": N_("Audience"),
    "condition": N_("Only when"),
    "survey_rest": N_("Rest between surveys"),
    "start": N_("What starts it"),
    "page": N_("Page"),
    "limits": N_("Limits"),
    "turn": N_("Its turn"),
    "target": N_("Element of the first step"),
}
LIMITS: dict[str, str] = {
    "per_day": N_("At most %(count)s guides within 24 hours"),
    "per_week": N_("At most %(count)s guides within 7 days"),
    "gap_minutes": N_("%(count)s minutes after the last guide began"),
}
RUN_WORDS: dict[str, str] = {
    "started": N_("Started it, %(ago)s, %(shown)s times in all"),
    "completed": N_("Completed it, %(ago)s, met %(shown)s times in all"),
    "dismissed": N_("Left it, %(ago)s, met %(shown)s times in all"),
    "failed": N_("It failed for them, %(ago)s, met %(shown)s times in all"),
}
NOTHING = "–"


@dataclass(frozen=True)
class GateLine:
    """One row of the page. `mend`: the address where it is changed, empty where nothing is to be done."""

    name: GateName
    title: str
    open: bool | None
    expected: str
    actual: str
    mend: str = ""


class WhyWords:
    """Says gates of one situation in one language."""

    def __init__(
        self,
        at: Situation,
        translate: Translate,
        formats: Formats,
        guide_names: Mapping[str, str],
        segment_names: Mapping[str, str],
    ) -> None:
        self._at = at
        self._ = translate
        self._formats = formats
        self._conditions = ConditionWords(translate, guide_names, segment_names)

    def line(self, gate: Gate) -> GateLine:
        """The gate in words."""
        say: Callable[[Gate], tuple[str, str]] = getattr(self, f"_{gate.name}")
        expected, actual = say(gate)
        return GateLine(gate.name, self._(TITLES[gate.name]), gate.open, expected, actual, self._mend(gate))

    def _mend(self, gate: Gate) -> str:
        key, where = self._at.row.key, _MENDED_AT.get(gate.name, "")
        condition = gate.facts.get("condition")
        if isinstance(condition, InSegment) and condition.segment in self._at.segments:
            where = f"/segments/{condition.segment}"
        return where.format(key=key) if where and gate.open is not True else ""

    def _published(self, gate: Gate) -> tuple[str, str]:
        expected = self._(N_("A version is live in %(environment)s")) % {"environment": self._at.environment.name}
        if gate.facts["archived"]:
            return expected, self._(N_("The guide is archived"))
        if gate.open:
            return expected, self._(N_("Version %(number)s is live")) % {"number": self._at.live.version}
        if gate.facts["elsewhere"]:
            return expected, self._(N_("Live only in %(environments)s")) % {
                "environments": self._(N_(", ")).join(gate.facts["elsewhere"])
            }
        return expected, self._(N_("Never published here; what follows is about the draft"))

    def _paused(self, gate: Gate) -> tuple[str, str]:
        paused = self._(N_("Paused %(ago)s")) % {"ago": self._formats.ago(gate.facts["since"])}
        return self._(N_("Not paused here")), self._(N_("Running")) if gate.open else paused

    def _stopped(self, gate: Gate) -> tuple[str, str]:
        stopped = self._(N_("Stopped %(ago)s: no guide is shown here")) % {
            "ago": self._formats.ago(gate.facts["since"])
        }
        return self._(N_("No emergency stop here")), self._(N_("Running")) if gate.open else stopped

    def _snippet(self, gate: Gate) -> tuple[str, str]:
        expected = self._(N_("The app has told of “%(person)s” in %(environment)s")) % {
            "person": self._at.who, "environment": self._at.environment.name,
        }  # fmt: skip
        seen = self._(N_("Last seen %(ago)s")) % {"ago": self._formats.ago(gate.facts["last_seen"])}
        never = self._(N_("Never seen. Is it the id that the app gives to identify(), and the right write key?"))
        return expected, seen if gate.open else never

    def _asked_for(self, _gate: Gate) -> tuple[str, str]:
        return self._(N_("The address has ?shirube=KEY")), self._(N_("It starts whatever its rules say"))

    def _schedule(self, gate: Gate) -> tuple[str, str]:
        now = self._formats.moment(self._at.now)
        return self._schedule_words(gate.facts["schedule"]), self._(N_("Now it is %(moment)s")) % {"moment": now}

    def _schedule_words(self, schedule: Schedule) -> str:
        said = []
        if schedule.from_:
            start = self._formats.moment(schedule.moment(schedule.from_))
            said.append(self._(N_("from %(day)s")) % {"day": start})
        if schedule.until:
            end = self._formats.moment(schedule.moment(schedule.until))
            said.append(self._(N_("until %(day)s")) % {"day": end})
        if schedule.weekdays:
            said.append(self._(N_("on certain weekdays")))
        if schedule.from_hour or schedule.until_hour:
            hours = [f"{hour:%H:%M}" if hour else NOTHING for hour in (schedule.from_hour, schedule.until_hour)]
            said.append(self._(N_("between %(from)s and %(until)s")) % {"from": hours[0], "until": hours[1]})
        return self._(N_(", ")).join(said) or self._(N_("Always"))

    def _hold_out(self, gate: Gate) -> tuple[str, str]:
        percent = gate.facts["percent"]
        if not percent:
            return self._(N_("Nobody is held out")), NOTHING
        expected = self._(N_("Not among the %(percent)s percent who never see it")) % {"percent": percent}
        held = self._(N_("Drawn into the group that never sees it, for good"))
        return expected, self._(N_("Not held out")) if gate.open else held

    def _resume(self, gate: Gate) -> tuple[str, str]:
        return self._(N_("A run left within 7 days goes on, whatever the audience says")), self._run(gate)

    def _frequency(self, gate: Gate) -> tuple[str, str]:
        return often_words(self._at.guide.frequency, self._), self._run(gate)

    def _run(self, gate: Gate) -> str:
        state = gate.facts["state"]
        if state is None:
            return self._(N_("Has not met it yet"))
        words = RUN_WORDS.get(str(state.get("status")), RUN_WORDS["started"])
        ago = self._formats.ago(datetime.fromtimestamp(float(state.get("last_at", 0)), UTC))
        return self._(words) % {"ago": ago, "shown": state.get("shown", 1)}

    def _audience(self, gate: Gate) -> tuple[str, str]:
        condition = gate.facts["condition"]
        unsure = only_the_page_knows(condition) or gate.open is None
        found = self._(N_("Only the page can tell")) if unsure else self._found(condition)
        return self._conditions.say(condition), found

    _condition = _audience

    def _found(self, condition: Condition) -> str:
        """The value the condition asked about."""
        facts = self._at.facts
        match condition:
            case NotOf(not_=inner):
                return self._found(inner)
            case InSegment(segment=key):
                return self._belonging(key)
            case PersonIs(person=name):
                return self._value(facts.person.get(name))
            case AccountIs(account=name):
                return self._value(facts.account.get(name))
            case MembershipIs(membership=name):
                return self._value(facts.membership.get(name))
            case LanguageIs():
                return self._value(facts.language)
            case GuideIs(guide=guide):
                state = facts.guides.get(guide, "not_started")
                return self._(GUIDE_STATES[state]) % {"guide": self._(N_("“%(text)s”")) % {"text": guide}}
            case EventCount(event=event):
                values = {"event": event, "count": times_done(condition, facts), "days": condition.within_days}
                return self._(N_("did %(event)s %(count)s times in the last %(days)s days")) % values
        return self._(N_("holds")) if is_open(self._at, condition) else self._(N_("does not hold"))

    def _belonging(self, key: str) -> str:
        """Whether the person belongs to a segment, and if not, what is lacking."""
        when = self._at.segments.get(key)
        if when is None:
            return self._(N_("There is no such segment any more"))
        parts = when.all if isinstance(when, AllOf) else [when]
        lacking = [part for part in parts if is_open(self._at, part) is False]
        if not lacking:
            return self._(N_("Belongs to it"))
        said = self._(N_(", ")).join(
            self._(N_("%(condition)s (found: %(found)s)"))
            % {"condition": self._conditions.say(part), "found": self._found(part)}
            for part in lacking
        )
        return self._(N_("Does not belong; for that: %(conditions)s")) % {"conditions": said}

    def _value(self, value: Any) -> str:
        if value is None or value == "":
            return self._(N_("unknown"))
        if isinstance(value, list):
            return self._(N_(", ")).join(map(str, value))
        return str(value)

    def _survey_rest(self, gate: Gate) -> tuple[str, str]:
        expected = self._(N_("No other survey within %(days)s days")) % {"days": f"{gate.facts['days']:g}"}
        return expected, self._(N_("None")) if gate.open else self._(N_("Met another survey since"))

    def _start(self, gate: Gate) -> tuple[str, str]:
        if gate.facts.get("manual"):
            return self._(N_("Starts by itself")), self._(N_("Starts only when the app, a link or a guide asks for it"))
        if gate.facts.get("event"):
            expected = self._(N_("The app tracks %(event)s")) % {"event": gate.facts["event"]}
            return expected, self._(N_("Only the page can tell"))
        return self._(N_("The person visibly struggles")), self._(N_("Only the page can tell"))

    def _page(self, gate: Gate) -> tuple[str, str]:
        pattern = gate.facts["pattern"]
        expected = pattern.replace("|", self._(N_(" or "))) if pattern else where_words(self._at.guide.trigger, self._)
        return expected, self._at.asked.url or self._(N_("No address given: fill in the page above"))

    def _limits(self, gate: Gate) -> tuple[str, str]:
        held = gate.facts["held"]
        if held is None:
            return self._(N_("Within the limits of this environment")), self._(N_("Another guide may begin"))
        limit, name = held
        expected = self._(LIMITS[name]) % {"count": f"{getattr(limit, name):g}"}
        return expected, self._(N_("Has met as many already"))

    def _turn(self, gate: Gate) -> tuple[str, str]:
        expected = self._(N_("No other guide goes first on this page"))
        first = gate.facts["first"]
        if first is None:
            return expected, self._(N_("It is the first"))
        values = {"guide": first.name, "priority": first.priority, "own": self._at.guide.priority}
        if gate.open is None:
            return expected, self._(N_("“%(guide)s” goes first when its own conditions hold")) % values
        return expected, self._(N_("“%(guide)s” goes first (priority %(priority)s, this one %(own)s)")) % values

    def _target(self, gate: Gate) -> tuple[str, str]:
        expected = self._(N_("The element of “%(step)s” is on the page")) % {"step": step_title(gate.facts["step"])}
        report = gate.facts["report"]
        if report is None:
            return expected, self._(N_("Nobody has reported it missing"))
        values = {"people": report.people, "page": report.page, "ago": self._formats.ago(report.last_seen_at)}
        return expected, self._(N_("%(people)s people could not find it on %(page)s, last %(ago)s")) % values


_MENDED_AT: dict[GateName, str] = {
    "published": "/guides/{key}/edit",
    "paused": "/guides/{key}/edit",
    "stopped": "/settings",
    "snippet": "/settings",
    "schedule": "/guides/{key}/settings",
    "frequency": "/guides/{key}/settings",
    "audience": "/guides/{key}/settings",
    "condition": "/guides/{key}/settings",
    "start": "/guides/{key}/settings",
    "page": "/guides/{key}/settings",
    "limits": "/settings/limits",
    "turn": "/guides/{key}/settings",
    "target": "/guides/{key}/edit",
}
