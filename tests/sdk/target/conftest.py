"""The finder on small pages: described on one, looked for on another."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

SDK = Path(__file__).resolve().parents[3] / "sdk_js"

LOAD = """async (source) => {
  const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  window.finder = await import(address);
  window.at = (way) => way.split(" >>> ").reduce((root, part) => {
    const found = root.querySelector(part);
    return found && (found.shadowRoot ?? found.contentDocument ?? found);
  }, document);
  window.pick = (way) => {
    const last = way.lastIndexOf(" >>> ");
    const root = last < 0 ? document : window.at(way.slice(0, last));
    return root.querySelector(last < 0 ? way : way.slice(last + 5));
  };
}"""

SHOW = """(html) => {
  document.documentElement.lang = /lang=(\\w+)/.exec(html)?.[1] ?? "en";
  document.body.setHTMLUnsafe(html);
}"""


@pytest.fixture(scope="session")
def finder_source() -> str:
    """`src/target/index.ts` as one module."""
    esbuild = SDK / "node_modules/.bin/esbuild"
    command = [str(esbuild), "src/target/index.ts", "--bundle", "--format=esm", "--target=es2022", "--log-level=error"]
    built = subprocess.run(command, cwd=SDK, check=True, capture_output=True, text=True)
    return str(built.stdout)


class Finder:
    """Describes on the page shown and finds on the page shown; elements are named by selectors (` >>> ` goes inside)."""

    def __init__(self, page: Page, source: str) -> None:
        self.page = page
        page.goto("about:blank")
        page.evaluate(LOAD, source)

    def show(self, html: str) -> None:
        """Replaces the page's body; a leading `<!-- lang=xx -->` sets its language."""
        self.page.evaluate(SHOW, html)

    def describe(self, way: str) -> dict[str, Any]:
        described: dict[str, Any] = self.page.evaluate("(way) => finder.describe(pick(way))", way)
        return described

    def finds(self, descriptor: dict[str, Any], way: str) -> bool:
        return bool(self.page.evaluate("([d, way]) => finder.locate(d, document) === pick(way)", [descriptor, way]))

    def found(self, descriptor: dict[str, Any]) -> str | None:
        """The markup of what was found, to be read in failures."""
        markup: str | None = self.page.evaluate("(d) => finder.locate(d, document)?.outerHTML ?? null", descriptor)
        return markup

    def matches(self, descriptor: dict[str, Any]) -> int:
        return int(self.page.evaluate("(d) => finder.matches(d, document)", descriptor))

    def explain(self, descriptor: dict[str, Any]) -> dict[str, Any]:
        shown = """(d) => {
          const {by, confidence, candidates} = finder.explain(d, document);
          return {by, confidence, candidates: candidates.map(({element, ...rest}) => rest)};
        }"""
        explained: dict[str, Any] = self.page.evaluate(shown, descriptor)
        return explained


@pytest.fixture
def finder(page: Page, finder_source: str) -> Iterator[Finder]:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Finder(page, finder_source)
    assert errors == []
