"""A real Shirube and the sample app beside it, an author and an end user."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import Engine
from sqlmodel import select

from analytics.segments import SegmentFolders
from server.database import make_engine, open_session
from server.models import Environment, Person
from tests.browser.processes import free_port
from tests.browser.stack import Stack, a_stack


@dataclass
class Loop:
    """`app` is where the sample app is served, embedding the snippet of the Shirube in `stack`."""

    stack: Stack
    app: str

    @property
    def write_key(self) -> str:
        return _write_key(self.stack)

    @property
    def environment(self) -> str:
        """The id of the only environment."""
        engine = _engine(self.stack)
        with open_session(engine) as session:
            found = session.exec(select(Environment.id)).one()
        engine.dispose()
        return found

    @property
    def folders(self) -> SegmentFolders:
        return SegmentFolders(self.stack.folder / "data" / "segments")

    def become(self, page: Page, who: str, then: str = "/") -> None:
        """Use the sample app as somebody: `u-clarke@bramble-finch`."""
        page.goto(f"{self.app}/switch?who={who.replace('@', '%40')}&then={then}")

    def wait_until_known(self, person: str, guide: str, status: str) -> None:
        """Another browser of the same person learns of a run through the loader, seconds later."""
        engine = _engine(self.stack)
        for _ in range(100):
            with open_session(engine) as session:
                states = session.exec(select(Person.guide_states).where(Person.key == person)).first() or {}
            if states.get(guide, {}).get("status") == status:
                engine.dispose()
                return
            time.sleep(0.2)
        raise AssertionError(f"the server knows of {person} only {states}")


@pytest.fixture(scope="session")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loop]:
    with a_loop(tmp_path_factory.mktemp("loop")) as made:
        yield made


@contextmanager
def a_loop(folder: Path) -> Iterator[Loop]:
    """A new Shirube and a sample app of its own."""
    with a_stack(folder) as stack:
        port, key = free_port(), _write_key(stack)
        program = ["python", "-m", "examples.sample_app", "--port", str(port)]
        yield Loop(stack, stack.start([*program, "--shirube", stack.address, "--key", key], port))


def _engine(stack: Stack) -> Engine:
    return make_engine(f"sqlite:///{stack.folder / 'data' / 'shirube.db'}")


def _write_key(stack: Stack) -> str:
    engine = _engine(stack)
    with open_session(engine) as session:
        key = session.exec(select(Environment.write_key)).one()
    engine.dispose()
    return key


def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def author(browser: Browser) -> Iterator[Page]:
    """The author's browser. What its pages throw, and what a policy blocks, fails the test."""
    yield from _page(browser)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """An end user's browser, which knows nothing of the author's; as strict."""
    yield from _page(browser)
