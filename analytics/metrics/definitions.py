"""What each number means, in words for the pages (msgids): every number is one hover away from its definition."""

from __future__ import annotations

from analytics.metrics import (
    account_activity,
    center,
    checklist,
    daily_runs,
    funnel,
    guide_overviews,
    guide_uses,
    survey,
)

DEFINITIONS: dict[str, str] = {
    "guide_overviews": guide_overviews.DEFINITION,
    "funnel": funnel.DEFINITION,
    "step_time": funnel.TIME_DEFINITION,
    "daily_runs": daily_runs.DEFINITION,
    "guide_uses": guide_uses.DEFINITION,
    "nps": survey.NPS_DEFINITION,
    "mean_score": survey.MEAN_DEFINITION,
    "survey_response": survey.RESPONSE_DEFINITION,
    "satisfied": survey.SATISFIED_DEFINITION,
    "checklist": checklist.DEFINITION,
    "searches": center.SEARCH_DEFINITION,
    "reads": center.READ_DEFINITION,
    "account_activity": account_activity.DEFINITION,
}
