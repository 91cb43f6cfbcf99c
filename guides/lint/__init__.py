"""Lint: what is wrong with a guide before anybody sees it. Errors block publishing, warnings explain.

Every check is a small function in `CHECKS`. Messages are English msgids with named values, translated where shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from guides.actions import GoTo
from guides.advance import OnPage
from guides.content import Image
from guides.definition import Guide, Step, Translation
from guides.lint.checklist import checklist_has_items, items_can_be_done, items_do_what_items_can
from guides.lint.kinds import (
    answers_are_to_questions,
    banners_have_a_place,
    buttons_do_what_they_can,
    hints_can_be_opened,
    launchers_open_something,
    questions_can_be_answered,
    says_something,
    steps_fit_the_kind,
    surveys_ask_something,
    translated_questions_are_whole,
)
from guides.lint.places import pages_are_pages, pages_know_who_is_there, targets_hold_no_secrets
from guides.lint.references import Surroundings, references
from guides.lint.resource_center import articles_say_something, center_offers_something, entries_are_in_a_section
from guides.lint.ways import branches_can_be_taken, circles_can_be_left
from guides.problem import Check, Problem, step_title
from guides.standing import stands
from guides.steps import STEP_KINDS
from guides.translation import says_all
from guides.ways import actions_of, reached, ways_from


def lint(guide: Guide, around: Surroundings | None = None) -> list[Problem]:
    """All problems of a guide, errors first; without `around`, only those that the guide alone can have."""
    problems = [problem for check in CHECKS for problem in check(guide)]
    if around is not None:
        problems += references(guide, around)
    return sorted(problems, key=lambda problem: problem.severity == "warning")


def blocks_publishing(problems: list[Problem]) -> bool:
    """Whether any of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)


def _has_steps(guide: Guide) -> Iterator[Problem]:
    if not guide.steps and guide.kind != "resource_center":
        yield Problem("error", "steps", "The guide has no steps: pick an element in your app or add a dialog.")


def _steps_have_targets(guide: Guide) -> Iterator[Problem]:
    for step in guide.steps:
        if STEP_KINDS[step.kind].needs_target and step.target is None:
            yield Problem("error", f"steps.{step.key}.target",
                          "Step “%(step)s” has no element: pick one in your app, or make it a dialog.",
                          {"step": step_title(step)})  # fmt: skip


def _steps_say_something(guide: Guide) -> Iterator[Problem]:
    for step in guide.steps:
        if not says_something(step):
            yield Problem("error", f"steps.{step.key}.content",
                          "Step “%(step)s” says nothing: write a title or a text.",
                          {"step": step_title(step)})  # fmt: skip


def _steps_can_be_left(guide: Guide) -> Iterator[Problem]:
    for step in guide.steps:
        if not stands(guide) and step.kind != "hidden" and not (step.buttons or step.advance or step.dismissible):
            yield Problem("error", f"steps.{step.key}.buttons",
                          "Nobody could leave step “%(step)s”: give it a button, or a way to move on.",
                          {"step": step_title(step)})  # fmt: skip


def _hidden_steps_do_something(guide: Guide) -> Iterator[Problem]:
    for step in guide.steps:
        if step.kind == "hidden" and not step.advance and not step.does:
            yield Problem("warning", f"steps.{step.key}.advance",
                          "Hidden step “%(step)s” does nothing and waits for nothing: take it out.",
                          {"step": step_title(step)})  # fmt: skip


def _jumps_lead_somewhere(guide: Guide) -> Iterator[Problem]:
    known = {step.key for step in guide.steps}
    for step in guide.steps:
        for where, key in _jumps(step):
            if key not in known:
                yield Problem("error", f"steps.{step.key}.{where}",
                              "Step “%(step)s” goes to “%(to)s”, which does not exist.",
                              {"step": step_title(step), "to": key})  # fmt: skip


def _jumps(step: Step) -> Iterator[tuple[str, str]]:
    for branch in step.branch:
        yield "branch", branch.go_to
    if isinstance(step.if_missing.then, GoTo):
        yield "if_missing", step.if_missing.then.step
    for action in step.does:
        if isinstance(action, GoTo):
            yield "does", action.step
    for button in step.buttons:
        for action in button.does:
            if isinstance(action, GoTo):
                yield "buttons", action.step


def _steps_are_reachable(guide: Guide) -> Iterator[Problem]:
    found = reached(guide)
    for step in guide.steps:
        if not stands(guide) and step.key not in found:
            yield Problem(
                "warning",
                f"steps.{step.key}",
                "Nothing leads to step “%(step)s”.",
                {"step": step_title(step)},
            )


def _steps_lead_on(guide: Guide) -> Iterator[Problem]:
    for place, step in enumerate(guide.steps[:-1]):
        if stands(guide):
            return
        if not ways_from(guide, place):
            yield Problem("error", f"steps.{step.key}.buttons",
                          "The guide ends at step “%(step)s”: give it a Next button or a way to move on.",
                          {"step": step_title(step)})  # fmt: skip


def _pages_lead_on(guide: Guide) -> Iterator[Problem]:
    """A step on another page than the one before needs something that takes the person there."""
    for before, step in zip(guide.steps, guide.steps[1:], strict=False):
        if stands(guide) or not step.page or step.page == before.page:
            continue
        goes = any(a.do == "open" for a in actions_of(before)) or any(
            isinstance(rule, OnPage) or rule.on == "click" for rule in before.advance
        )
        if not goes:
            yield Problem("warning", f"steps.{step.key}.page",
                          "Step “%(step)s” is on %(page)s: say in the step before how to get there.",
                          {"step": step_title(step), "page": step.page})  # fmt: skip


def _pictures_are_described(guide: Guide) -> Iterator[Problem]:
    for step in guide.steps:
        if any(isinstance(block, Image) and not block.alt for block in step.content):
            yield Problem("warning", f"steps.{step.key}.content",
                          "A picture in step “%(step)s” has no description for people who cannot see it.",
                          {"step": step_title(step)})  # fmt: skip


def _has_goal(guide: Guide) -> Iterator[Problem]:
    if guide.kind == "walkthrough" and guide.goal is None:
        yield Problem("warning", "goal", "No goal: name the event that proves the guide worked.")


def _starts_somewhere(guide: Guide) -> Iterator[Problem]:
    if not guide.trigger.page and not guide.trigger.manual and not stands(guide):
        yield Problem("warning", "trigger.page", "No page: the guide starts wherever the person is.")


def _schedule_is_ordered(guide: Guide) -> Iterator[Problem]:
    start, end = guide.schedule.from_, guide.schedule.until
    if start and end and start >= end:
        yield Problem("error", "schedule.until", "The schedule ends before it starts.")


def _translations_are_whole(guide: Guide) -> Iterator[Problem]:
    for language, translation in guide.translations.items():
        missing = [step for step in guide.steps if step.content and not _is_translated(step, translation)]
        if missing:
            yield Problem("warning", f"translations.{language}",
                          "%(language)s lacks %(count)s of %(total)s steps; those are shown in %(original)s.",
                          {"language": language, "count": str(len(missing)), "total": str(len(guide.steps)),
                           "original": guide.language})  # fmt: skip


def _is_translated(step: Step, translation: Translation) -> bool:
    said = translation.steps.get(step.key)
    return said is not None and says_all(step.content, said.content or [])


CHECKS: list[Check] = [
    _has_steps,
    _steps_have_targets,
    _steps_say_something,
    _steps_can_be_left,
    _hidden_steps_do_something,
    _jumps_lead_somewhere,
    circles_can_be_left,
    pages_are_pages,
    _steps_lead_on,
    steps_fit_the_kind,
    banners_have_a_place,
    launchers_open_something,
    hints_can_be_opened,
    buttons_do_what_they_can,
    surveys_ask_something,
    questions_can_be_answered,
    answers_are_to_questions,
    _schedule_is_ordered,
    checklist_has_items,
    items_do_what_items_can,
    items_can_be_done,
    center_offers_something,
    articles_say_something,
    entries_are_in_a_section,
    _steps_are_reachable,
    branches_can_be_taken,
    pages_know_who_is_there,
    targets_hold_no_secrets,
    _pages_lead_on,
    _pictures_are_described,
    _starts_somewhere,
    _has_goal,
    _translations_are_whole,
    translated_questions_are_whole,
]
