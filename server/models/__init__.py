"""The relational tables, all in one place so that migrations see every one."""

from __future__ import annotations

from server.models.api import IdempotencyKey
from server.models.collect import DeadLetter, DropCount, EventUsage
from server.models.findings import Finding, FollowUp
from server.models.going_live import PreviewLink, PreviewSession, PublishPlan, Review
from server.models.guidance import FindingVerdict, ProductTask, StuckRule
from server.models.guides import EditorSession, GuideRow, GuideVersion, Publication
from server.models.help import HelpRequest
from server.models.keeping import Erasure, Lease, PrivacyRecord, RetentionRule
from server.models.notices import Notice, NoticeChannel
from server.models.people import Account, Membership, Person
from server.models.pictures import Picture
from server.models.repairs import TargetReport, TargetWitness
from server.models.segments import SegmentRow
from server.models.tenancy import ApiToken, Environment, LogIn, Member, Role, Workspace
from server.models.themes import ThemeRow
from server.models.together import Activity, GuideTag, Presence, StepComment

__all__ = [
    "Account",
    "Activity",
    "ApiToken",
    "DeadLetter",
    "DropCount",
    "EditorSession",
    "Environment",
    "Erasure",
    "EventUsage",
    "Finding",
    "FindingVerdict",
    "FollowUp",
    "GuideRow",
    "GuideTag",
    "GuideVersion",
    "HelpRequest",
    "IdempotencyKey",
    "Lease",
    "LogIn",
    "Member",
    "Membership",
    "Notice",
    "NoticeChannel",
    "Person",
    "Picture",
    "Presence",
    "PreviewLink",
    "PreviewSession",
    "PrivacyRecord",
    "ProductTask",
    "Publication",
    "PublishPlan",
    "RetentionRule",
    "Review",
    "Role",
    "SegmentRow",
    "StepComment",
    "StuckRule",
    "TargetReport",
    "TargetWitness",
    "ThemeRow",
    "Workspace",
]
