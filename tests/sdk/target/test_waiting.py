"""Waiting for a late target: soon after it appears, and at little cost while the page is busy."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sdk.target.conftest import Finder

PAGE = "<main><div class='toolbar'><button class='save'>Save</button><button>Cancel</button></div><ul></ul></main>"

WAIT = """async ([descriptor, change, timeout]) => {
  const began = performance.now();
  let changed = Infinity;
  setTimeout(() => { new Function(change)(); changed = performance.now(); }, 300);
  const found = await finder.waitFor(descriptor, {timeout});
  return {found: found?.outerHTML ?? null, after: performance.now() - changed, took: performance.now() - began};
}"""

LATE = {
    "inserted": (
        "pick('.save').remove()",
        "pick('.toolbar').prepend(Object.assign(document.createElement('button'), {className: 'save', textContent: 'Save'}))",
    ),
    "shown": ("pick('.save').style.display = 'none'", "pick('.save').style.display = ''"),
    "its container is shown": ("pick('.toolbar').hidden = true", "pick('.toolbar').hidden = false"),
    "its container is inserted": ("window.kept = pick('.toolbar'); kept.remove()", "pick('main').prepend(kept)"),
}


@pytest.mark.parametrize("case", LATE)
def test_found_soon_after_it_appears(finder: Finder, case: str) -> None:
    leave, come = LATE[case]
    finder.show(PAGE)
    descriptor = finder.describe(".save")
    finder.page.evaluate(leave)
    result: dict[str, Any] = finder.page.evaluate(WAIT, [descriptor, come, 3_000])
    assert result["found"] and "Save" in result["found"]
    assert result["after"] < 250  # 100 ms on a quiet machine


def test_a_busy_page_does_not_hide_it(finder: Finder) -> None:
    finder.show(PAGE)
    descriptor = finder.describe(".save")
    finder.page.evaluate("""() => {
      pick('.save').remove();
      const list = pick('ul');
      setInterval(() => { for (let i = 0; i < 20; i++) list.append(Object.assign(document.createElement('button'), {textContent: 'Go'}));
        while (list.children.length > 200) list.firstChild.remove(); }, 20);
    }""")
    result: dict[str, Any] = finder.page.evaluate(WAIT, [descriptor, LATE["inserted"][1], 5_000])
    assert result["found"] and "Save" in result["found"]


def test_gives_up_after_the_timeout_and_on_abort(finder: Finder) -> None:
    finder.show("<p>Nothing</p>")
    assert finder.page.evaluate("finder.waitFor({selector: '.never'}, {timeout: 200})") is None
    aborted = """() => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 100);
      return finder.waitFor({guideId: 'never'}, {timeout: 60000, signal: controller.signal});
    }"""
    assert finder.page.evaluate(aborted) is None
