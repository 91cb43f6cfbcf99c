"""Templates for common jobs: whole guides, in English and Japanese, that want the app's own elements and events."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from guides.canonical import to_json
from guides.definition import Guide, GuideKind
from guides.translation import localise
from server.errors import NotFound
from server.studio.drafts.definitions import read_definition
from server.studio.drafts.guide_files import read_guide
from server.studio.translation.texts import texts_of, with_texts
from server.words import N_

FOLDER = Path(__file__).parent / "templates"

POINT = N_("Point each step at its element in your app.")
PAGE = N_("Say on which page it starts, if the one you gave is not the right one.")
WORDS = N_("Put your own product's words in place of the examples.")


@dataclass(frozen=True)
class Template:
    """One template as the chooser tells of it; `remains`: what its author still has to do, in order."""

    key: str
    kind: GuideKind
    title: str
    text: str
    remains: tuple[str, ...]


TEMPLATES: tuple[Template, ...] = (
    Template(
        "first-run-tour",
        "walkthrough",
        N_("First tour"),
        N_("Three stops for somebody who logs in for the first time."),
        (POINT, WORDS, N_("Name the event that proves a first result in place of project_created.")),
    ),
    Template(
        "onboarding-checklist",
        "checklist",
        N_("Onboarding checklist"),
        N_("Four things for the first week, ticked off as they are done."),
        (WORDS, N_("Let each task open your own page and be ticked off by your own event.")),
    ),
    Template(
        "feature-announcement",
        "announcement",
        N_("Feature announcement"),
        N_("What is new, for whom, and one button to try it. Stays among the news."),
        (WORDS, N_("Let the button open the page of the feature.")),
    ),
    Template(
        "nps-survey",
        "survey",
        N_("NPS survey"),
        N_("The score, then the reason: another question for those who praise and those who do not."),
        (PAGE, N_("Check who is asked, and how many days lie between.")),
    ),
    Template(
        "satisfaction-survey",
        "survey",
        N_("Effort survey after a task"),
        N_("One question right after a task, and what made it hard."),
        (N_("Let it start with the event of your own task in place of report_exported."), WORDS),
    ),
    Template(
        "cancellation-survey",
        "survey",
        N_("Cancellation survey"),
        N_("Why somebody leaves, with an offer to help where help would do."),
        (N_("Let it start with the event that your app sends on cancellation."), WORDS),
    ),
    Template(
        "help-center",
        "resource_center",
        N_("Help center"),
        N_("Three first articles, search, news, and a way to ask a person."),
        (
            N_("Replace the articles by answers to your own first questions."),
            N_("Say to which e-mail address requests go."),
        ),
    ),
    Template(
        "field-hint",
        "hint",
        N_("Hint for a new field"),
        N_("A small mark beside a field that says what belongs in it."),
        (POINT, WORDS),
    ),
    Template(
        "rescue",
        "walkthrough",
        N_("Rescue"),
        N_("Offers help when somebody visibly struggles, by showing or by a person."),
        (POINT, WORDS, N_("Name the event that proves the form was sent in place of form_sent.")),
    ),
    Template(
        "maintenance-banner",
        "banner",
        N_("Maintenance banner"),
        N_("A strip at the top of every page until it was read."),
        (N_("Write the day and the hours, and set the schedule so that it ends by itself."),),
    ),
)


def template_of(key: str) -> Template:
    """Raises `NotFound`."""
    found = begun_from(key)
    if found is None:
        raise NotFound("There is no such template.")
    return found


def begun_from(key: str) -> Template | None:
    """The template that a page's address names, if there is one."""
    return next((one for one in TEMPLATES if one.key == key), None)


@lru_cache
def template_guide(key: str) -> Guide:
    """The template as it was written: in English, with Japanese."""
    return read_guide(FOLDER / f"{template_of(key).key}.yaml")


def guide_from(template: str, key: str, name: str, page: str, language: str) -> Guide:
    """A draft from the template in the author's language, with the other one as its translation.

    `page` is where it starts, unless an event starts it or it is on every page. Raises `NotFound`.
    """
    original = template_guide(template)
    definition = to_json(localise(original, language) if language != original.language else original)
    if definition["language"] != original.language:
        # The original's words become a translation: both languages are there, whichever the author reads.
        with_texts(definition, original.language, {text.at: text.source for text in texts_of(original, "")})
    definition |= {"key": key, "name": name or definition["name"]}
    if (
        page
        and not definition["trigger"]["event"]
        and definition["kind"] in ("walkthrough", "announcement", "survey", "hint")
    ):
        definition["trigger"]["page"] = page
    own = definition.get("audience") or {}
    if own.get("not", {}).get("guide") == template:
        definition["audience"] = {"not": {"guide": key, "is": own["not"]["is"]}}
    return read_definition(definition)
