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
import server.delivery.preview
import server.delivery.sdk_files
import server.delivery.session
import server.health
import server.studio.analytics_page
import server.studio.bulk_page
import server.studio.contents_page
import server.studio.edit_page
import server.studio.home_page
import server.studio.launch
import server.studio.list_page
import server.studio.publish_page
import server.studio.repair_page
import server.studio.review_page
import server.studio.settings_page
import server.studio.stage_page
import server.studio.stop_page
import server.studio.survey_page
import server.studio.together_page
import server.studio.translation_page
import server.studio.version_page
import server.studio.why_page
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
    server.delivery.preview.router,
    server.api.router.router,
    server.studio.list_page.router,
    server.studio.bulk_page.router,
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
    server.studio.analytics_page.router,
    server.studio.version_page.router,
    server.studio.publish_page.router,
    server.studio.together_page.router,
    server.studio.review_page.router,
    server.studio.why_page.router,
    server.studio.settings_page.router,
    server.studio.stop_page.router,
    server.studio.survey_page.router,
    server.studio.edit_page.router,
    server.studio.contents_page.router,
    server.studio.stage_page.router,
    server.studio.translation_page.router,
    server.studio.launch.router,
    server.studio.repair_page.router,
    server.success.today_page.router,
    server.success.why_page.router,
    server.success.stuck_settings_page.router,
    server.success.stuck_page.router,
    server.success.help_page.router,
    server.success.people_pages.router,
    server.success.account_pages.router,
]
