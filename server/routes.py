"""Every address the server answers, as two explicit lists. A room adds its router here."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.routing import BaseRoute

import server.admin.drop_page
import server.admin.environment_page
import server.admin.limits_page
import server.admin.member_page
import server.admin.notification_page
import server.admin.privacy_page
import server.admin.publishing_page
import server.admin.theme_page
import server.admin.token_page
import server.api.router
import server.auth.pages
import server.collect.endpoint
import server.collect.segment_endpoint
import server.delivery.editor
import server.delivery.editor_pictures
import server.delivery.editor_seen
import server.delivery.editor_themes
import server.delivery.preview
import server.delivery.sdk_files
import server.delivery.session
import server.health
import server.studio.drafts.launch
import server.studio.going_live.publish_page
import server.studio.going_live.review_page
import server.studio.going_live.stop_page
import server.studio.going_live.version_page
import server.studio.guide_list.bulk_page
import server.studio.guide_list.list_page
import server.studio.home_page
import server.studio.numbers.analytics_page
import server.studio.numbers.survey_page
import server.studio.repair.repair_page
import server.studio.segments.page
import server.studio.together.page
import server.studio.translation.translation_page
import server.studio.why.page
import server.studio.writing.branch_page
import server.studio.writing.contents_page
import server.studio.writing.edit_page
import server.studio.writing.settings_page
import server.studio.writing.stage_page
import server.success.account_pages
import server.success.help_page
import server.success.people_pages
import server.success.stuck_page
import server.success.stuck_settings_page
import server.success.today_page
import server.success.why_page

HOT_ROUTES: list[BaseRoute] = [
    *server.delivery.session.ROUTES,
    *server.collect.endpoint.ROUTES,
    *server.collect.segment_endpoint.ROUTES,
    *server.delivery.sdk_files.ROUTES,
]
"""Plain Starlette routes, matched first: what every page view of every end user calls."""

ROUTERS: list[APIRouter] = [
    server.health.router,
    server.auth.pages.router,
    server.delivery.editor.router,
    server.delivery.editor_pictures.router,
    server.delivery.editor_seen.router,
    server.delivery.editor_themes.router,
    server.delivery.preview.router,
    server.api.router.router,
    server.studio.guide_list.list_page.router,
    server.studio.guide_list.bulk_page.router,
    server.studio.home_page.router,
    server.admin.drop_page.router,
    server.admin.limits_page.router,
    server.admin.publishing_page.router,
    server.admin.theme_page.router,
    server.admin.token_page.router,
    server.admin.notification_page.router,
    server.admin.privacy_page.router,
    server.admin.member_page.router,
    server.admin.environment_page.router,
    server.studio.numbers.analytics_page.router,
    server.studio.going_live.version_page.router,
    server.studio.going_live.publish_page.router,
    server.studio.together.page.router,
    server.studio.segments.page.router,
    server.studio.going_live.review_page.router,
    server.studio.why.page.router,
    server.studio.writing.settings_page.router,
    server.studio.going_live.stop_page.router,
    server.studio.numbers.survey_page.router,
    server.studio.writing.edit_page.router,
    server.studio.writing.branch_page.router,
    server.studio.writing.contents_page.router,
    server.studio.writing.stage_page.router,
    server.studio.translation.translation_page.router,
    server.studio.drafts.launch.router,
    server.studio.repair.repair_page.router,
    server.success.today_page.router,
    server.success.why_page.router,
    server.success.stuck_settings_page.router,
    server.success.stuck_page.router,
    server.success.help_page.router,
    server.success.people_pages.router,
    server.success.account_pages.router,
]
