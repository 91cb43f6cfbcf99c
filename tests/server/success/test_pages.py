"""`/stuck`, `/people`, `/accounts` over real events: numbers, links and proof."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.models import Environment, Finding, Member
from server.models.tenancy import Role
from tests.factories import make_account, make_finding, make_member, make_membership, make_person
from tests.server.success.conftest import Office

AsRole = Callable[[Role], TestClient]


@pytest.fixture
def csm(as_role: AsRole, office: Office) -> TestClient:
    failures = [office.happen("step_failed", f"f{number}", "acme", "done", hours=number + 1) for number in range(6)]
    office.load(*office.usual_people(), *office.stuck("ann"), *office.stuck("ben", "bold & co/東京"), *failures)
    office.refresh()
    return as_role("csm")


def page(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.text


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_by_step_tells_broken_from_stuck(csm: TestClient) -> None:
    text = text_of(page(csm, "/stuck"))
    assert "Well done” could not be shown 6 of the last 6 times, to 6 people" in text
    assert re.search(r"Open billing First invoice · Funnel Some get stuck 2 2", text)


VIEWS = [
    ("/stuck?by=people", ["Open billing", "ann", "ben", "Seen “Open billing” 3 times in 3 days, never done"]),
    ("/stuck?by=people&q=BEN", ["ben"]),
    ("/stuck?by=people&account=acme", ["ann"]),
    ("/stuck?by=accounts", ["Acme", "bold &amp; co/東京"]),
    ("/stuck?kind=broken_step", ["Broken"]),
    ("/stuck?q=nothing+like+it", ["Nothing matches"]),
    ("/stuck?by=people&page=9", ["Nothing matches"]),
    ("/people?q=ann", ["ann"]),
    ("/people?q=zzz", ["Nobody matches"]),
    ("/people?sort=name&page=2", ["Last seen"]),
    ("/people?account=acme", ["ann"]),
    ("/accounts?sort=arr", ["acme"]),
    ("/accounts?q=zzz", ["No account matches"]),
    ("/people/ann", ["Open billing", "First invoice", "Not finished"]),
    ("/accounts/acme", ["ann", "What was done"]),
    ("/accounts/bold%20%26%20co/%E6%9D%B1%E4%BA%AC", ["ben"]),
]


def test_every_view_shows_its_rows_and_only_those(csm: TestClient) -> None:
    shown = {address: page(csm, address) for address, _ in VIEWS}
    missing = [
        (address, word) for address, words in VIEWS for word in words if word.lower() not in shown[address].lower()
    ]
    assert missing == []
    assert ">ann<" not in shown["/stuck?by=people&q=BEN"]
    assert ">ben<" not in shown["/stuck?by=people&account=acme"]


def test_every_number_opens_its_rows(csm: TestClient) -> None:
    """Follow each link of the pages: it answers, and those that count people list that many."""
    followed = 0
    for address in ("/today", "/stuck", "/stuck?by=accounts", "/accounts", "/accounts/acme", "/people/ann"):
        links = set(re.findall(r'href="(/(?:stuck|people|accounts|today)[^"]*)"', page(csm, address)))
        for link in links:
            page(csm, link.replace("&amp;", "&"))
            followed += 1
    assert followed > 30


def test_a_finding_proves_itself(csm: TestClient, session: Session) -> None:
    finding = session.exec(select(Finding).where(Finding.person_key == "ann")).one()
    text = text_of(page(csm, f"/stuck/{finding.id}"))
    assert "Seen “Open billing” 3 times in 3 days, never done" in text
    assert text.count("Saw “Open billing”") == 3
    assert "23 hours later" in text
    assert "Tries without success" in text
    broken = session.exec(select(Finding).where(Finding.kind == "broken_step")).one()
    assert text_of(page(csm, f"/stuck/{broken.id}")).count("could not be shown") >= 6


def test_it_reads_in_japanese(csm: TestClient, session: Session) -> None:
    for member in session.exec(select(Member)):
        member.locale = "ja"
    session.commit()
    text = text_of(page(csm, "/stuck?by=people"))
    assert "「Open billing」を3日で3回見ましたが、完了していません" in text
    assert "今日の対応" in page(csm, "/today")


@pytest.mark.usefixtures("database_url")
def test_people_and_accounts_sort_and_count(as_role: AsRole, session: Session, environment: Environment) -> None:
    accounts = [make_account(session, environment, f"a{n}", name=f"Account {n}", arr=n * 1000.0) for n in range(3)]
    for number in range(4):
        person = make_person(session, environment, f"user-{number}", name=f"Person {number} 100%")
        make_membership(session, person, accounts[number % 2])
    session.commit()
    client = as_role("viewer")
    names = re.findall(r'row-link" href="/accounts/[^"]+">([^<]+)<', page(client, "/accounts?sort=arr"))
    assert names == ["Account 2", "Account 1", "Account 0"]
    names = re.findall(r'row-link" href="/people/[^"]+">([^<]+)<', page(client, "/people?sort=name&account=a1"))
    assert names == ["Person 1 100%", "Person 3 100%"]
    assert "Nobody matches" in page(client, "/people?q=%25%25x")


def test_an_owner_can_be_set_and_taken_away(csm: TestClient, session: Session, workspace: object) -> None:
    assert "Yuki" not in page(csm, "/accounts")
    member = make_member(session, workspace, "csm", email="yuki@example.com", name="Yuki")  # type: ignore[arg-type]
    session.commit()
    csm.post("/accounts/owner", data={"account": "acme", "member": member.id})
    assert "Yuki" in page(csm, "/accounts")
    csm.post("/accounts/owner", data={"account": "acme", "member": ""})
    assert "Yuki" not in page(csm, "/accounts")


def test_home_counts_people_and_not_what_each_is_stuck_at(
    as_role: AsRole, session: Session, environment: Environment
) -> None:
    for person, step in (("ann", "one"), ("ann", "two"), ("bo", "one")):
        make_finding(session, environment, person_key=person, account_key="acme", step_key=step)
    session.commit()
    assert "Accounts affected 1 People stuck 2" in text_of(page(as_role("csm"), "/"))
