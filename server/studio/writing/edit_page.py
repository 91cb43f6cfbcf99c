"""`/guides/KEY/edit`: the steps, what they say and do, as they will look."""

from __future__ import annotations

import json
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from guides.content import questions
from guides.lint.kinds import ONE_STEP
from guides.steps import STEP_KINDS, StepKind
from server.auth.current import Author, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import Invalid
from server.services import services_of
from server.stores.guides import GuideStore
from server.stores.themes import ThemeStore
from server.studio.drafts.definitions import read_definition
from server.studio.drafts.draft import Draft, PartConflict, change_part, load_draft
from server.studio.drafts.entries import ENTRY_LISTS
from server.studio.drafts.launch import launch_address
from server.studio.drafts.steps import free_step_key, insert_step, move_step, new_step, put_step, remove_step
from server.studio.forms.branch_form import NEW_BRANCH, rows_said
from server.studio.forms.branch_form import OPS as BRANCH_OPS
from server.studio.forms.form_data import PostedForm
from server.studio.forms.kind_form import CHOICES, action_said, step_kinds_for
from server.studio.forms.step_form import EDITABLE_BLOCKS, step_from_form
from server.studio.guide_frame import guide_names, render_guide
from server.studio.guide_list.guide_templates import begun_from
from server.studio.guide_list.starting import thanks_step
from server.studio.repair.repair_view import repairs_of
from server.studio.words.version_words import change_lines
from server.studio.writing.step_view import BLOCK_WORDS, StepView, empty_block, view_of
from server.templating import locale_of, translate

router = APIRouter(include_in_schema=False)


@router.get("/guides/{key}/edit")
def edit_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    key: str,
    step: str = "",
    dismissed: str = "",
    begun: str = "",
) -> Response:
    """`dismissed`: the proposal just dismissed, which the page offers to bring back; `begun`: the template, if any."""
    draft = load_draft(session, signed_in.scope, key)
    if draft.guide.kind in ENTRY_LISTS:  # made of tasks or articles, which have a page of their own
        return RedirectResponse(f"/guides/{key}/contents", 303)
    return _editor(request, session, signed_in, draft, step, dismissed=dismissed, begun=begun_from(begun))


def _editor(
    request: Request, session: Session, signed_in: SignedIn, draft: Draft, step: str, status: int = 200, **context: Any
) -> Response:
    views = views_of(request, session, signed_in, draft)
    shown = next((view for view in views if view.step.key == step), views[0] if views else None)
    address = launch_address(draft.guide, signed_in.environment, shown.step.page if shown else "")
    page = {
        "removed": None,
        "extra_blocks": [],
        "extra_button": False,
        "chosen": None,
        "branches_said": None,
        "begun": None,
    } | context
    repairs = repairs_of(request, session, signed_in, draft, page.pop("dismissed", ""))
    response = render_guide(
        request,
        session,
        signed_in,
        draft,
        "studio/edit.html",
        status,
        views=views,
        view=shown,
        block_words=BLOCK_WORDS,
        editable_blocks=EDITABLE_BLOCKS,
        step_kinds=step_kinds_for(draft.guide.kind),
        branch_ops=BRANCH_OPS,
        one_step=draft.guide.kind in ONE_STEP,
        choices=CHOICES,
        guide_names=guide_names(GuideStore(session, signed_in.scope)),
        launch_address=address,
        repairs=repairs,
        **page,
    )
    if request.method == "POST":
        at = f"?step={shown.step.key}" if shown else ""
        response.headers["HX-Replace-Url"] = f"/guides/{draft.row.key}/edit{at}"
    return response


def views_of(request: Request, session: Session, signed_in: SignedIn, draft: Draft) -> list[StepView]:
    say, locale = partial(translate, request), locale_of(request)
    theme = ThemeStore(session, signed_in.scope).properties_for(draft.guide.theme)
    return [view_of(draft.guide, step, theme, locale, say) for step in draft.guide.steps]


@router.post("/guides/{key}/edit/steps/{step}")
def save_step(
    request: Request, session: SessionDep, signed_in: Author, key: str, step: str, form: PostedForm
) -> Response:
    """Saves one step. With `add_block` or `add_button` the form comes back with one more row.

    After a conflict `force` keeps this form's step, and `both` keeps it as another step after the one saved meanwhile.
    """
    draft = load_draft(session, signed_in.scope, key)
    base = "" if form.get("force") or form.get("both") else str(form.get("base", ""))

    def change(definition: dict[str, Any]) -> None:
        known = {one["key"]: one for one in definition["steps"]}
        before = known.get(step) or new_step(step, "tooltip", translate(request, "Next"))
        mine = step_from_form(before, form)
        if form.get("both") and step in known:
            place = list(known).index(step) + 1
            insert_step(definition, {**mine, "key": free_step_key(definition)}, place)
        else:
            put_step(definition, mine)

    try:
        saved = change_part(
            session, signed_in.scope, draft, f"steps.{step}", base, change, services_of(request).clock()
        )
    except PartConflict as conflict:
        return _conflict(request, session, signed_in, draft, conflict, step)
    except Invalid as wrong:
        return _refused(request, session, signed_in, draft, wrong)
    if form.get("both"):
        return _editor(request, session, signed_in, saved, step)
    if form.get("add_block") or form.get("add_button") or form.get("add_branch") or form.get("redraw"):
        asked = [block.key for one in saved.guide.steps for block in questions(one.content)]
        number = next(count for count in range(1, len(asked) + 2) if f"question-{count}" not in asked)
        chosen = action_said(form) if form.get("redraw") and form.get("kind_fields") == "launcher" else None
        extra = [empty_block(str(form.get("add_block")), f"question-{number}")] if form.get("add_block") else []
        return _editor(
            request, session, signed_in, saved, step, extra_blocks=extra, extra_button=bool(form.get("add_button")),
            chosen=chosen, branches_said=rows_said(form) + ([NEW_BRANCH] if form.get("add_branch") else []),
        )  # fmt: skip
    return _saved(request, session, signed_in, saved, step)


def _saved(request: Request, session: Session, signed_in: SignedIn, draft: Draft, step: str) -> Response:
    views = views_of(request, session, signed_in, draft)
    shown = next(view for view in views if view.step.key == step)
    return render_guide(request, session, signed_in, draft, "studio/_step_saved.html", views=views, view=shown)


def _conflict(
    request: Request, session: Session, signed_in: SignedIn, draft: Draft, conflict: PartConflict, step: str
) -> Response:
    lines = change_lines(conflict.mine, conflict.theirs, partial(translate, request))
    return render_guide(
        request, session, signed_in, draft, "studio/_conflict.html", 409, conflict=conflict, lines=lines,
        reload=f"/guides/{draft.row.key}/edit?step={step}", form="step-form", both=draft.guide.step(step) is not None,
    )  # fmt: skip


def _refused(request: Request, session: Session, signed_in: SignedIn, draft: Draft, wrong: Invalid) -> Response:
    return render_guide(request, session, signed_in, draft, "studio/_refused.html", 422, wrong=wrong)


@router.post("/guides/{key}/edit/steps")
def add_step(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    key: str,
    kind: Annotated[StepKind | Literal["thanks"], Form()] = "tooltip",
    after: Annotated[str, Form()] = "",
) -> Response:
    """Adds an empty step, after the one named or at the end; `thanks`: words of thanks, which end a survey."""
    draft = load_draft(session, signed_in.scope, key)
    keys = [step.key for step in draft.guide.steps]
    at = keys.index(after) + 1 if after in keys else len(keys)
    made: list[str] = []

    def change(definition: dict[str, Any]) -> None:
        made.append(free_step_key(definition))
        if kind == "thanks":
            insert_step(definition, thanks_step(made[-1], partial(translate, request)), len(keys))
            return
        label = (
            translate(request, "Next") if at < len(keys) or not STEP_KINDS[kind].modal else translate(request, "Done")
        )
        insert_step(definition, new_step(made[-1], kind, label), at)

    saved = _change(request, session, signed_in, draft, change)
    return _editor(request, session, signed_in, saved, made[-1])


@router.post("/guides/{key}/edit/steps/{step}/move")
def reorder_step(
    request: Request, session: SessionDep, signed_in: Author, key: str, step: str, to: Annotated[int, Form()]
) -> Response:
    draft = load_draft(session, signed_in.scope, key)
    saved = _change(request, session, signed_in, draft, lambda definition: move_step(definition, step, to))
    return _editor(request, session, signed_in, saved, step)


@router.post("/guides/{key}/edit/steps/{step}/copy")
def copy_step(request: Request, session: SessionDep, signed_in: Author, key: str, step: str) -> Response:
    draft = load_draft(session, signed_in.scope, key)
    made: list[str] = []

    def change(definition: dict[str, Any]) -> None:
        place = next(index for index, one in enumerate(definition["steps"]) if one["key"] == step)
        made.append(free_step_key(definition))
        insert_step(definition, {**definition["steps"][place], "key": made[-1]}, place + 1)

    saved = _change(request, session, signed_in, draft, change)
    return _editor(request, session, signed_in, saved, made[-1])


@router.post("/guides/{key}/edit/steps/{step}/delete")
def delete_step(request: Request, session: SessionDep, signed_in: Author, key: str, step: str) -> Response:
    """Deletes a step; the page offers to put it back."""
    draft = load_draft(session, signed_in.scope, key)
    place = next((index for index, one in enumerate(draft.guide.steps) if one.key == step), 0)
    gone: list[dict[str, Any]] = []
    saved = _change(request, session, signed_in, draft, lambda definition: gone.append(remove_step(definition, step)))
    near = saved.guide.steps[min(place, len(saved.guide.steps) - 1)].key if saved.guide.steps else ""
    return _editor(request, session, signed_in, saved, near, removed={"step": gone[0], "place": place})


@router.post("/guides/{key}/edit/undelete")
def undelete_step(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    key: str,
    removed: Annotated[str, Form()],
    place: Annotated[int, Form()] = 0,
) -> Response:
    step = read_step(removed)
    draft = load_draft(session, signed_in.scope, key)
    saved = _change(request, session, signed_in, draft, lambda definition: insert_step(definition, step, place))
    return _editor(request, session, signed_in, saved, str(step["key"]))


def read_step(text: str) -> dict[str, Any]:
    """A step's JSON as the page carried it; raises `Invalid` when it is none."""
    try:
        step = json.loads(text)
    except ValueError as error:
        raise Invalid("This is not a step.") from error
    read_definition({"key": "check", "name": "check", "steps": [step]})
    return dict(step)


def _change(request: Request, session: Session, signed_in: SignedIn, draft: Draft, change: Any) -> Draft:
    """A change of the list of steps: it goes into the newest draft, whoever saved that."""
    return change_part(session, signed_in.scope, draft, "about", "", change, services_of(request).clock())
