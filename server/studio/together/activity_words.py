"""The activity log in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from server.stores.activity import ActivityLine
from server.words import N_

Translate = Callable[[str], str]

ACTIVITY_WORDS: dict[str, str] = {
    "guide_created": N_("made the guide"),
    "draft_saved": N_("changed the draft"),
    "published": N_("published version %(version)s in %(environment)s"),
    "rolled_back": N_("went back to version %(version)s in %(environment)s"),
    "paused": N_("paused it in %(environment)s"),
    "resumed": N_("showed it again in %(environment)s"),
    "archived": N_("archived it"),
    "unarchived": N_("brought it back"),
    "planned": N_("planned version %(version)s for %(at)s in %(environment)s"),
    "plan_cancelled": N_("called off the plan in %(environment)s"),
    "review_asked": N_("asked for a review"),
    "review_withdrawn": N_("took back the request for a review"),
    "approved": N_("approved the draft"),
    "rejected": N_("asked for changes"),
    "commented": N_("commented"),
    "resolved": N_("resolved a comment"),
    "reopened": N_("opened a comment again"),
    "tagged": N_("changed the tags"),
    "owner_set": N_("changed the owner"),
    "preview_made": N_("made a preview link"),
    "preview_revoked": N_("revoked a preview link"),
    "stopped_all": N_("stopped all guides in %(environment)s"),
    "started_all": N_("showed all guides in %(environment)s again"),
    "segment_made": N_("made the segment “%(segment)s”"),
    "segment_changed": N_("changed the segment “%(segment)s”"),
    "segment_removed": N_("deleted the segment “%(segment)s”"),
    "approval_set": N_("changed whose approval publishing needs"),
}
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "edits": (N_("Drafts"), ("guide_created", "draft_saved", "archived", "unarchived", "tagged", "owner_set",
                               "segment_made", "segment_changed", "segment_removed")),
    "live": (
        N_("What people see"),
        ("published", "rolled_back", "paused", "resumed", "planned", "plan_cancelled", "stopped_all", "started_all"),
    ),
    "review": (
        N_("Reviews and comments"),
        ("review_asked", "review_withdrawn", "approved", "rejected", "commented", "resolved", "reopened",
         "preview_made", "preview_revoked", "approval_set"),
    ),
}  # fmt: skip
"""What the log can be filtered by: its name, and the words it lets through."""
SAID = ("note", "comment", "text", "because", "owner")


def said(line: ActivityLine, translate: Translate) -> str:
    """What was done, without who and when."""
    words = translate(ACTIVITY_WORDS.get(line.row.what, line.row.what))
    values: dict[str, Any] = {"environment": line.row.environment_key, "version": "", "at": "", **line.row.details}
    values["at"] = str(values["at"])[:16].replace("T", " ")
    done = words % values if "%(" in words else words
    return f"{done} ({line.row.times} ×)" if line.row.times > 1 else done


def quoted(line: ActivityLine) -> str:
    """What was said with it: a note, a comment, the tags."""
    details = line.row.details
    if "tags" in details:
        return ", ".join(details["tags"])
    return next((str(details[name]) for name in SAID if details.get(name)), "")
