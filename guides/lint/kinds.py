"""What may be wrong with announcements, banners, hints, launchers, surveys and questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guides.conditions import AllOf, AnswerIs, AnyOf, Condition, NotOf
from guides.content import Question, questions
from guides.definition import Guide, GuideKind, Step
from guides.parts.banner import NEEDS_TARGET
from guides.problem import Problem, step_title
from guides.steps import StepKind

STEP_KINDS_OF: dict[GuideKind, tuple[StepKind, ...]] = {
    "walkthrough": ("tooltip", "modal", "slide_out", "hidden"),
    "announcement": ("modal", "slide_out", "feed"),
    "banner": ("banner",),
    "survey": ("modal", "slide_out", "tooltip"),
    "hint": ("hint",),
    "launcher": ("launcher",),
}
"""How the steps of a kind of guide may lie on the page; a checklist and a resource centre draw their own."""
ONE_STEP: tuple[GuideKind, ...] = ("banner", "launcher")
STANDING_ACTIONS = ("open", "start", "track", "help", "show", "dismiss", "complete", "snooze", "next")


def steps_fit_the_kind(guide: Guide) -> Iterator[Problem]:
    fitting = STEP_KINDS_OF.get(guide.kind)
    for step in guide.steps:
        if fitting and step.kind not in fitting:
            yield Problem("error", f"steps.{step.key}.kind",
                          "Step “%(step)s” is of a kind that this guide cannot show: choose %(kinds)s.",
                          {"step": step_title(step), "kinds": ", ".join(fitting)})  # fmt: skip
    if guide.kind in ONE_STEP and len(guide.steps) > 1:
        yield Problem("error", "steps", "This kind of guide has one step: take the others out.")


def banners_have_a_place(guide: Guide) -> Iterator[Problem]:
    for step in guide.steps:
        if step.kind != "banner":
            continue
        if step.banner and step.banner.where in NEEDS_TARGET and step.target is None:
            yield Problem("error", f"steps.{step.key}.target",
                          "This banner lies at an element: pick one, or choose the page's top or bottom.")  # fmt: skip
        if not step.dismissible and not step.buttons:
            yield Problem("warning", f"steps.{step.key}.dismissible",
                          "Nobody can close this banner: it stays until you pause or unpublish it.")  # fmt: skip


def launchers_open_something(guide: Guide) -> Iterator[Problem]:
    for step in guide.steps:
        if step.kind == "launcher" and not step.does:
            yield Problem("error", f"steps.{step.key}.does", "The launcher opens nothing: choose what it does.")
        if step.kind == "launcher" and step.launcher and step.launcher.icon == "none" and not step.launcher.label:
            yield Problem("error", f"steps.{step.key}.launcher", "The launcher has neither an icon nor words.")


def hints_can_be_opened(guide: Guide) -> Iterator[Problem]:
    for step in guide.steps:
        hint = step.hint
        if step.kind != "hint" or hint is None:
            continue
        where = f"steps.{step.key}.hint"
        if hint.look != "none" and hint.opens == "invalid":
            yield Problem("error", where, "A tip that speaks up when a field does not fit has no mark: choose none.")
        if hint.opens == "invalid" and hint.check and not (hint.check.message or step.content):
            yield Problem("error", where, "Write what the tip says when the field does not fit.")
        if hint.check and not _is_pattern(hint.check.matches):
            yield Problem("error", where, "“%(pattern)s” is no regular expression.", {"pattern": hint.check.matches})


def buttons_do_what_they_can(guide: Guide) -> Iterator[Problem]:
    """Without a way through steps there is nothing to go back to."""
    for step in guide.steps:
        does = [action.do for button in step.buttons for action in button.does] + [action.do for action in step.does]
        wrong = sorted({do for do in does if do not in STANDING_ACTIONS})
        if step.kind in ("banner", "hint", "launcher") and wrong:
            yield Problem("error", f"steps.{step.key}.buttons",
                          "A button here cannot do “%(action)s”: there are no steps to go to.",
                          {"action": ", ".join(wrong)})  # fmt: skip


def questions_can_be_answered(guide: Guide) -> Iterator[Problem]:
    seen: set[str] = set()
    for step in guide.steps:
        for question in questions(step.content):
            where = f"steps.{step.key}.content"
            if question.key in seen:
                yield Problem("error", where, "Two questions have the key “%(key)s”.", {"key": question.key})
            seen.add(question.key)
            yield from _question(question, where)


def _question(question: Question, where: str) -> Iterator[Problem]:
    if not question.text:
        yield Problem("error", where, "Question “%(key)s” asks nothing: write it.", {"key": question.key})
    if question.ask in ("choice", "choices"):
        if len(question.options) + question.other < 2:
            yield Problem("error", where, "Question “%(key)s” needs at least two options.", {"key": question.key})
        if len(set(question.options)) < len(question.options):
            yield Problem("error", where, "Question “%(key)s” has the same option twice.", {"key": question.key})
    if question.values and len(question.values) != len(question.options):
        yield Problem("error", where, "Question “%(key)s” needs one value for each option.", {"key": question.key})


def surveys_ask_something(guide: Guide) -> Iterator[Problem]:
    if guide.kind == "survey" and not any(questions(step.content) for step in guide.steps):
        yield Problem("error", "steps", "The survey asks nothing: add a question to a step.")


def answers_are_to_questions(guide: Guide) -> Iterator[Problem]:
    asked = {question.key for step in guide.steps for question in questions(step.content)}
    for step in guide.steps:
        for key in sorted({key for branch in step.branch for key in _answers(branch.if_)} - asked):
            yield Problem("error", f"steps.{step.key}.branch",
                          "Step “%(step)s” branches on the question “%(key)s”, which nobody is asked.",
                          {"step": step_title(step), "key": key})  # fmt: skip


def _answers(condition: Condition) -> Iterator[str]:
    match condition:
        case AllOf():
            yield from (key for part in condition.all for key in _answers(part))
        case AnyOf():
            yield from (key for part in condition.any for key in _answers(part))
        case NotOf():
            yield from _answers(condition.not_)
        case AnswerIs():
            yield condition.answer


def translated_questions_are_whole(guide: Guide) -> Iterator[Problem]:
    """A translated question keeps its key and its number of options; else the original's words are shown."""
    for language, translation in guide.translations.items():
        for step in guide.steps:
            said = translation.steps.get(step.key)
            if said is None or said.content is None:
                continue
            there = {question.key: question for question in questions(said.content)}
            for question in questions(step.content):
                other = there.get(question.key)
                if other is None or len(other.options) != len(question.options):
                    yield Problem("warning", f"translations.{language}",
                                  "In %(language)s the question “%(key)s” lacks words or options.",
                                  {"language": language, "key": question.key})  # fmt: skip


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def says_something(step: Step) -> bool:
    """Whether a step needs no words, or has them."""
    complains = step.hint is not None and step.hint.check is not None and bool(step.hint.check.message)
    return step.kind in ("launcher", "hidden") or bool(step.content) or complains
