"""`/settings/dropped`: what could not be kept, why, and what to do about it."""

from __future__ import annotations

import json
from datetime import timedelta

from fastapi import APIRouter, Request, Response

from server.auth.current import CurrentMember
from server.database import SessionDep
from server.services import services_of
from server.stores import doors
from server.stores.drops import DropStore, dropped_nowhere, letters_from_nowhere
from server.templating import render
from server.words import N_

router = APIRouter(include_in_schema=False)
SHOWN = timedelta(days=30)
LETTERS_SHOWN = 50
REASON_WORDS: dict[str, str] = {
    "malformed_event": N_("An event that is not of the right form. Look at the example: a field is missing or wrong."),
    "event_too_large": N_("An event that is too large. Send fewer or shorter properties with track()."),
    "event_too_deep": N_("Properties nested too deeply. Send flat properties."),
    "event_has_too_many_keys": N_("Too many properties in one event. Send only those you will look at."),
    "unknown_key": N_("A write key that no environment has. Compare the key in your app with the one in the settings."),
    "malformed_batch": N_("A batch that could not be read. An old or foreign client sends to this server."),
    "segment_tail": N_(
        "The end of a file that a killed process was writing. Nobody had been told that it was taken; it lies in the "
        "data folder under segments/bad."
    ),
    "segment_line": N_("A line that cannot be read, in a file of accepted events: the disk or somebody changed it."),
    "over_rate": N_(
        "More events a second than this environment takes. The senders were told to wait and send them again."
    ),
    "over_quota": N_("More events a day than this environment takes. The senders were told to wait; raise the limit."),
    "too_slow_batch": N_(
        "A batch that did not arrive in time. A very bad line, or somebody who holds connections open."
    ),
    "too_large_batch": N_("A batch that is too large. Send smaller batches."),
}


@router.get("/settings/dropped")
def dropped_page(request: Request, session: SessionDep, signed_in: CurrentMember, reason: str = "") -> Response:
    """With one workspace, drops of unknown write keys are shown too: they can only be its own."""
    day = (services_of(request).clock() - SHOWN).date()
    alone = doors.only_workspace(session) is not None
    store = DropStore(session, signed_in.scope)
    letters = store.letters(reason)
    if alone:
        letters += letters_from_nowhere(session, reason)
    letters.sort(key=lambda letter: letter.received_at, reverse=True)
    rows, elsewhere = store.since(day), dropped_nowhere(session, day) if alone else []
    return render(
        request,
        "admin/dropped.html",
        rows=rows,
        elsewhere=elsewhere,
        letters=[(letter, pretty(letter.payload)) for letter in letters[:LETTERS_SHOWN]],
        chosen=reason,
        reasons=sorted({row.reason for row in [*rows, *elsewhere]}),
        reason_words=REASON_WORDS,
        may_change=signed_in.may("admin"),
    )


def pretty(payload: str) -> str:
    """JSON on several lines; what is no JSON, or was cut off, as it is."""
    try:
        return json.dumps(json.loads(payload), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return payload
