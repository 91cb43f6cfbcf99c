"""`/stuck/why`: why a person is, or is not, flagged at a step, with every signal and every condition."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from analytics.stuck.why import State, Why, why
from server.auth.current import CurrentMember
from server.database import SessionDep
from server.services import services_of
from server.stores.guidance import GuidanceStore
from server.success.desk import Desk
from server.success.sayings import KIND_CONTEXT, SIGNAL_WORDS
from server.templating import render
from server.words import N_

router = APIRouter(include_in_schema=False)

STATE_WORDS: Final[dict[State, str]] = {
    "never_met": N_("They have never come to this step, so there is nothing to be stuck at."),
    "open": N_("They came to this step and have not done it."),
    "done": N_("They have done this step."),
    "closed": N_("The step was skipped, the guide was completed without it, or they began it afresh."),
    "put_away": N_("They looked once or twice, put the guide away and tried nothing: that is a choice, no trouble."),
    "failing": N_("The step could not be shown to them. That is the step's fault, never the person's."),
}
CHECK_WORDS: Final = {
    "probability": N_("Probability that they never do it from here"),
    "fair_time": N_("Share of those who finish that would be done by now"),
    "news": N_("Lately enough to be news"),
    "unsettled": N_("Nobody has called it no trouble since they last tried"),
}
YES_OR_NO: Final = frozenset({"news", "unsettled"})


@router.get("/stuck/why")
def why_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    person: str = "",
    guide: str = "",
    step: str = "",
) -> Response:
    """Without a step a form that asks for one."""
    desk = Desk(request, session, signed_in)
    answer: Why | None = None
    if person and guide and step:
        known = desk.people.get(person)
        guidance = GuidanceStore(session, signed_in.scope).guidance()
        now = services_of(request).clock()
        answer = why(desk.events, desk.environment_id, now, known.key, guide, step, guidance)
    steps = [(guide_key, step_key) for guide_key, step_key in desk.names.steps if guide in ("", guide_key)]
    points = [abs(signal.points) for signal in answer.signals] if answer else []
    return render(
        request,
        "success/why.html",
        desk=desk,
        chosen={"person": person, "guide": guide, "step": step},
        person=desk.people.find(person) if person else None,
        steps=steps,
        answer=answer,
        because=desk.sayings.because(answer.because.as_json()) if answer and answer.because else "",
        most_points=max(points, default=1.0) or 1.0,
        state_words=STATE_WORDS,
        check_words=CHECK_WORDS,
        yes_or_no=YES_OR_NO,
        signal_words=SIGNAL_WORDS,
        **KIND_CONTEXT,
    )
