"""What the in-app editor is told of elements that changed or are gone, in the member's words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from server.delivery.editor_sessions import Editing
from server.studio.repair.repairs import Offer, offers_of
from server.studio.words.target_words import compared, target_words
from server.words import words_in


def editor_repairs(session: Session, editing: Editing, now: datetime) -> list[dict[str, Any]]:
    """One entry a step: how it was, and what it may be now, best first. Accepted ones are left out."""
    offers = offers_of(session, editing.scope, editing.guide, now)
    return [_entry(editing, offer) for offer in offers if offer.state == "open"]


def _entry(editing: Editing, offer: Offer) -> dict[str, Any]:
    say = words_in(editing.member.locale).gettext
    return {
        "step": offer.step.key,
        "kind": offer.kind,
        "people": offer.people,
        "since": offer.since.isoformat(),
        "was": target_words(offer.was, say),
        "missing": offer.missing_id,
        "options": [
            {
                "id": option.id,
                "now": target_words(option.target, say),
                "target": option.target.root,
                "changes": [
                    {"label": line.label, "was": line.was, "now": line.now}
                    for line in compared(offer.was, option.target, say)
                    if line.changed
                ],
            }
            for option in offer.options
        ],
    }
