"""The steps of a guide drawn with the ways between them: where each box, line and word goes. No library: one column.

Steps stand below each other in their order. A way to the step after is a line down; every other way begins with its
words beside its step and runs down or up in a lane of its own, right of all words, to the step it leads to.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from guides.conditions import Condition
from guides.definition import Guide
from guides.lint.ways import never_taken
from guides.problem import step_title
from guides.ways import Way, reached, ways_from
from server.words import N_

Translate = Callable[[str], str]

MARGIN = 12
BOX_WIDTH, BOX_HEIGHT, GAP = 250, 52, 34
WORDS_AT, WORDS_WIDTH, LINE = MARGIN + BOX_WIDTH + 18, 300, 24
LANE = 14
INCOMING, FIRST_LINE = 14, 32
"""Below the upper edge of a box: where ways come in, and where the words of the first way out stand."""
LETTER = 6.7
"""Width of a Latin letter; a Japanese one takes two."""
END = "\0end"
"""The end's place in the column; no step has such a key."""


@dataclass(frozen=True)
class Box:
    """A step, the end, or a step that does not exist. `mark`: what is wrong with it."""

    key: str
    number: int
    title: str
    about: str
    mark: str
    x: int
    y: int
    height: int
    width: int = BOX_WIDTH

    @property
    def short(self) -> str:
        """The title, as much as fits."""
        return _cut(self.title, BOX_WIDTH - 56)

    @property
    def is_step(self) -> bool:
        return self.number > 0


@dataclass(frozen=True)
class Line:
    """A way as it is drawn. `words` may be cut; empty for a plain line down."""

    path: str
    words: str
    x: int
    y: int
    is_dead: bool


@dataclass(frozen=True)
class Sentence:
    """The ways out of one step, in full, as they are decided."""

    box: Box
    ways: list[str]


@dataclass
class Map:
    width: int
    height: int
    boxes: list[Box]
    lines: list[Line] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)


def map_of(guide: Guide, say: Translate, say_condition: Callable[[Condition], str]) -> Map:
    """What the page draws, and the same in words."""
    ways = [ways_from(guide, place) for place in range(len(guide.steps))]
    boxes = _boxes(guide, ways, say)
    words = _Words(boxes, say, say_condition)
    below = dict(pairwise(boxes))
    jumps = [way for out in ways for way in out if not _is_down(way, below.get(way.step))]
    dead = {(step.key, number - 1) for step in guide.steps for number in never_taken(step)}
    lanes = _lanes(jumps, boxes)
    width = WORDS_AT + WORDS_WIDTH + LANE * (max(lanes.values(), default=-1) + 1) + 2 * MARGIN
    last = max(boxes.values(), key=lambda box: box.y, default=None)
    made = Map(width, (last.y + last.height if last else 0) + MARGIN, list(boxes.values()))
    for out in ways:
        made.lines += _lines(out, boxes, lanes, words, dead)
        if out:
            made.sentences.append(Sentence(boxes[out[0].step], [words.whole(way, out) for way in out]))
    told = {sentence.box.key for sentence in made.sentences}
    made.sentences += [Sentence(box, []) for box in made.boxes if box.is_step and box.key not in told]
    made.sentences.sort(key=lambda sentence: sentence.box.number)
    return made


def _boxes(guide: Guide, ways: Sequence[list[Way]], say: Translate) -> dict[str, Box]:
    found = reached(guide)
    boxes: dict[str, Box] = {}
    y = MARGIN
    known = [step.key for step in guide.steps]
    for number, (step, out) in enumerate(zip(guide.steps, ways, strict=True), 1):
        marks = [] if step.key in found else [say(NOTHING_LEADS_HERE)]
        if not out:
            marks.append(say(DEAD_END))
        below = known[number] if number < len(known) else END
        spoken = sum(1 for way in out if not _is_down(way, below))
        height = max(BOX_HEIGHT, FIRST_LINE + LINE * spoken - 4)
        boxes[step.key] = Box(
            step.key, number, step_title(step), _cut(step.page, BOX_WIDTH - 56), " · ".join(marks), MARGIN, y, height
        )  # fmt: skip
        y += height + GAP
    targets = [way.to for out in ways for way in out]
    others = dict.fromkeys(to for to in targets if to is not None and to not in known)
    if None in targets:
        boxes[END] = Box(END, 0, say(THE_END), "", "", MARGIN, y, BOX_HEIGHT - 16)
        y += BOX_HEIGHT - 16 + GAP
    for key in others:
        boxes[key] = Box(key, 0, key, "", say(NO_STEP), MARGIN, y, BOX_HEIGHT)
        y += BOX_HEIGHT + GAP
    return boxes


def _is_down(way: Way, below: str | None) -> bool:
    """Whether it is the plain way to what stands below its step."""
    return way.reason == "next" and _end_of(way) == below


def _end_of(way: Way) -> str:
    return END if way.to is None else way.to


def _lanes(jumps: Sequence[Way], boxes: Mapping[str, Box]) -> dict[Way, int]:
    """Lane 0 is the innermost; ways that pass each other lie in different lanes, those to the same step in one."""
    lanes: dict[Way, int] = {}
    taken: list[list[tuple[str, int, int]]] = []
    for way in sorted(jumps, key=lambda one: abs(boxes[_end_of(one)].y - boxes[one.step].y)):
        start, end = sorted((boxes[way.step].y, boxes[_end_of(way)].y))
        end += boxes[way.step].height
        free = (place for place, others in enumerate(taken) if all(_apart(other, way, start, end) for other in others))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((_end_of(way), start, end))
        lanes[way] = lane
    return lanes


def _apart(other: tuple[str, int, int], way: Way, start: int, end: int) -> bool:
    to, from_, until = other
    return to == _end_of(way) or until < start or end < from_


def _lines(
    out: Sequence[Way], boxes: Mapping[str, Box], lanes: Mapping[Way, int], words: _Words, dead: set[tuple[str, int]]
) -> Iterator[Line]:
    row = 0
    for number, way in enumerate(out):
        box, end = boxes[way.step], boxes[_end_of(way)]
        if way not in lanes:
            x = MARGIN + BOX_WIDTH // 2
            yield Line(f"M{x} {box.y + box.height} V{end.y}", "", 0, 0, False)
            continue
        y, lane = box.y + FIRST_LINE + LINE * row, WORDS_AT + WORDS_WIDTH + LANE * (lanes[way] + 1)
        row += 1
        said = words.short(way, out)
        words_end = WORDS_AT + min(WORDS_WIDTH, int(_width(said)) + 10)
        begins = f"M{box.x + BOX_WIDTH} {y} H{WORDS_AT - 6} M{words_end} {y} "
        path = begins + f"H{lane} V{end.y + INCOMING} H{end.x + BOX_WIDTH}"
        yield Line(path, said, WORDS_AT, y, way.reason == "branch" and (way.step, number) in dead)


NOTHING_LEADS_HERE, DEAD_END = N_("Nothing leads here"), N_("Dead end")
NO_STEP, THE_END = N_("There is no such step"), N_("The guide ends")


class _Words:
    """Ways as people say them."""

    def __init__(self, boxes: Mapping[str, Box], say: Translate, say_condition: Callable[[Condition], str]) -> None:
        self._boxes, self._say, self._condition = boxes, say, say_condition

    def short(self, way: Way, out: Sequence[Way]) -> str:
        """Why, as much as fits beside the step."""
        return _cut(self._why(way, out), WORDS_WIDTH - 14)

    def whole(self, way: Way, out: Sequence[Way]) -> str:
        """Why and where to."""
        values = {"why": self._why(way, out), "where": self._where(way)}
        return self._say(N_("%(why)s: %(where)s")) % values

    def _why(self, way: Way, out: Sequence[Way]) -> str:
        if way.condition is not None:
            return self._say(N_("If %(condition)s")) % {"condition": self._condition(way.condition)}
        if way.label:
            return self._say(N_("Button “%(label)s”")) % {"label": way.label}
        if way.reason == "missing":
            return self._say(N_("If its element is missing"))
        if way.reason == "next" and any(other.reason == "branch" for other in out):
            return self._say(N_("Otherwise"))
        return self._say(N_("Then"))

    def _where(self, way: Way) -> str:
        box = self._boxes[_end_of(way)]
        if box.is_step:
            return self._say(N_("on to %(number)s “%(title)s”")) % {"number": box.number, "title": box.title}
        if way.to is None:
            return self._say(N_("the guide ends"))
        return self._say(N_("to “%(key)s”, which is no step")) % {"key": way.to}


def _cut(words: str, width: int) -> str:
    """As many letters as fit into `width` pixels."""
    while _width(words) > width:
        words = words[:-2].rstrip("… ") + "…"
    return words


def _width(words: str) -> float:
    wide = sum(1 for letter in words if unicodedata.east_asian_width(letter) in "WF")
    return LETTER * (len(words) + wide)
