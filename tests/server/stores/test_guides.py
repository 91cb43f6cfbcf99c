"""Drafts, versions and publications, on both engines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from guides.definition import Guide
from server.database import open_session
from server.errors import Conflict, NotFound
from server.models import Environment, GuideRow, GuideVersion, Member, Publication, Workspace
from server.services import Services
from server.stores.guides import GuideStore
from server.stores.scoped import Scope
from server.studio.going_live import publishing
from tests.factories import NOW, guide_definition, make_environment, make_guide

pytestmark = pytest.mark.usefixtures("database_url")


@pytest.fixture
def scope(environment: Environment, member: Member) -> Scope:
    return Scope(environment.workspace_id, environment.id, member.id, "author")


@pytest.fixture
def store(session: Session, scope: Scope) -> GuideStore:
    return GuideStore(session, scope)


def test_a_key_is_taken_once(store: GuideStore) -> None:
    store.create(guide_definition(), NOW)

    with pytest.raises(Conflict):
        store.create(guide_definition(name="Another"), NOW)


def test_a_draft_reads_back_as_it_was_written(store: GuideStore, session: Session) -> None:
    guide = guide_definition(
        translations={"ja": {"name": "初回"}}, schedule={"from": "2026-01-01T00:00:00Z"}, priority=7
    )
    row = store.create(guide, NOW)
    session.commit()
    session.expire_all()

    assert Guide.model_validate(row.draft) == guide


def test_of_two_editors_the_second_is_shown_what_the_first_did(
    services: Services, session: Session, store: GuideStore, scope: Scope
) -> None:
    row = store.create(guide_definition(), NOW)
    session.commit()
    with open_session(services.engine) as elsewhere:
        other = GuideStore(elsewhere, scope)
        assert other.save_draft(other.get(row.key), guide_definition(name="First"), 1, NOW) == 2
        elsewhere.commit()

    with pytest.raises(Conflict) as refused:
        store.save_draft(row, guide_definition(name="Second"), 1, NOW)

    assert refused.value.extra["guide"]["name"] == "First"
    assert refused.value.extra["revision"] == 2
    assert refused.value.extra["changed_by"] == "Author of Acme"


def test_publishing_freezes_and_later_drafts_change_nothing(store: GuideStore, session: Session, scope: Scope) -> None:
    row = store.create(guide_definition(), NOW)
    first = publishing.publish(session, scope, row.key, NOW, note="hello")
    store.save_draft(row, guide_definition(name="Changed"), 1, NOW)

    assert first.definition["name"] == "First invoice"
    assert (first.number, first.note, first.published_by) == (1, "hello", scope.member_id)
    assert [live.number for _, live, _ in store.live()] == [1]

    second = publishing.publish(session, scope, row.key, NOW)

    assert (second.number, [live.number for _, live, _ in store.live()]) == (2, [2])


def test_an_unchanged_draft_is_not_frozen_twice(
    store: GuideStore, session: Session, scope: Scope, workspace: Workspace
) -> None:
    row = store.create(guide_definition(), NOW)
    publishing.publish(session, scope, row.key, NOW)
    staging = make_environment(session, workspace, "staging")
    elsewhere = Scope(workspace.id, staging.id, scope.member_id)

    again = publishing.publish(session, elsewhere, row.key, NOW)

    assert again.number == 1
    assert len(session.exec(select(GuideVersion)).all()) == 1
    assert len(session.exec(select(Publication)).all()) == 2


def test_a_guide_with_errors_is_not_published(store: GuideStore, session: Session, scope: Scope) -> None:
    row = store.create(guide_definition(steps=[]), NOW)

    with pytest.raises(publishing.NotPublishable) as refused:
        publishing.publish(session, scope, row.key, NOW)

    assert [problem.where for problem in refused.value.problems if problem.severity == "error"] == ["steps"]
    assert store.versions(row) == []


def test_pausing_rolling_back_and_restoring(store: GuideStore, session: Session, scope: Scope) -> None:
    row = store.create(guide_definition(), NOW)
    publishing.publish(session, scope, row.key, NOW)
    store.save_draft(row, guide_definition(name="Second"), 1, NOW)
    publishing.publish(session, scope, row.key, NOW)

    assert publishing.set_paused(session, scope, row.key, True, NOW).paused
    assert publishing.roll_back(session, scope, row.key, 1, NOW).number == 1
    assert [(live.number, publication.paused) for _, live, publication in store.live()] == [(1, False)]
    assert row.draft["name"] == "Second"

    assert publishing.restore(session, scope, row.key, 1, 2, NOW) == 3
    assert row.draft["name"] == "First invoice"


def test_what_was_never_published_cannot_be_paused_or_rolled_back(
    store: GuideStore, session: Session, scope: Scope
) -> None:
    row = store.create(guide_definition(), NOW)

    with pytest.raises(NotFound):
        publishing.set_paused(session, scope, row.key, True, NOW)
    with pytest.raises(NotFound):
        publishing.roll_back(session, scope, row.key, 1, NOW)


@pytest.mark.parametrize("act", ["publish", "pause", "roll back", "archive"])
def test_whatever_changes_what_people_see_raises_the_environment_s_revision(
    store: GuideStore, session: Session, scope: Scope, environment: Environment, act: str
) -> None:
    row = store.create(guide_definition(), NOW)
    publishing.publish(session, scope, row.key, NOW)
    session.commit()
    session.refresh(environment)
    before = environment.revision

    acts: dict[str, Callable[[], object]] = {
        "publish": lambda: publishing.publish(session, scope, row.key, NOW),
        "pause": lambda: publishing.set_paused(session, scope, row.key, True, NOW),
        "roll back": lambda: publishing.roll_back(session, scope, row.key, 1, NOW),
        "archive": lambda: store.archive(row, NOW),
    }
    acts[act]()
    session.commit()
    session.refresh(environment)

    assert environment.revision > before


def test_an_archived_guide_is_neither_listed_nor_live(store: GuideStore, session: Session, scope: Scope) -> None:
    row = store.create(guide_definition(), NOW)
    publishing.publish(session, scope, row.key, NOW)

    store.archive(row, NOW)
    session.flush()

    assert (store.all(), store.live(), store.all(archived=True)) == ([], [], [row])


def test_another_workspace_s_guide_is_not_found(store: GuideStore, session: Session) -> None:
    other = make_guide(session, _other(session))

    assert store.find(other.key) is None
    assert store.by_id(GuideRow, other.id) is None


def _other(session: Session) -> Workspace:
    workspace = Workspace(key="other", name="Other", created_at=NOW)
    session.add(workspace)
    session.flush()
    return workspace
