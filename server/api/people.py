"""`/api/v1/people` and `/api/v1/accounts`: the customer's end users and their companies."""

from __future__ import annotations

from fastapi import APIRouter

from server.api.caller import CallerDep
from server.api.paging import Cursor, Limit, Page, after, page_of
from server.api.repeating import ApiRoute
from server.api.shapes import AccountOut, PersonOut
from server.database import SessionDep
from server.stores.accounts import AccountStore
from server.stores.people import PersonStore

router = APIRouter(route_class=ApiRoute)


@router.get("/people", tags=["people"])
def list_people(session: SessionDep, caller: CallerDep, cursor: Cursor = "", limit: Limit = 50) -> Page[PersonOut]:
    """In the order in which they were first seen."""
    rows = PersonStore(session, caller.scope).page(after(cursor), limit + 1)
    return page_of(rows, limit, lambda row: row.id, PersonOut.of)


@router.get("/people/{key:path}", tags=["people"])
def read_person(key: str, session: SessionDep, caller: CallerDep) -> PersonOut:
    return PersonOut.of(PersonStore(session, caller.scope).get(key))


@router.get("/accounts", tags=["accounts"])
def list_accounts(session: SessionDep, caller: CallerDep, cursor: Cursor = "", limit: Limit = 50) -> Page[AccountOut]:
    """In the order in which they were first seen."""
    rows = AccountStore(session, caller.scope).page(after(cursor), limit + 1)
    return page_of(rows, limit, lambda row: row.id, AccountOut.of)


@router.get("/accounts/{key:path}", tags=["accounts"])
def read_account(key: str, session: SessionDep, caller: CallerDep) -> AccountOut:
    return AccountOut.of(AccountStore(session, caller.scope).get(key))
