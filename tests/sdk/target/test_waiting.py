"""Waiting for a late target, on a page that is busy too. How soon it is found and what waiting costs: `bench/selectors`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sdk.target.conftest import Finder

PAGE = "<main><div class='toolbar'><button class='save'>Save</button><button>Cancel</button></div><ul></ul></main>"

# The change comes once the finder has looked in vain a few times, which its timers tell.
WAIT = """async ([descriptor, change, timeout]) => {
  const later = window.setTimeout;
  let looks = 0;
  window.setTimeout = (work, ms) => { looks++; return later(work, ms); };
  const wait = finder.waitFor(descriptor, {timeout});
  await new Promise((done) => { const ask = () => looks < 4 ? later(ask, 10) : done(); ask(); });
  window.setTimeout = later;
  new Function(change)();
  return {found: (await wait)?.outerHTML ?? null};
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
def test_found_when_it_appears(finder: Finder, case: str) -> None:
    leave, come = LATE[case]
    finder.show(PAGE)
    descriptor = finder.describe(".save")
    finder.page.evaluate(leave)
    result: dict[str, Any] = finder.page.evaluate(WAIT, [descriptor, come, 20_000])
    assert result["found"] and "Save" in result["found"]


def test_a_busy_page_does_not_hide_it(finder: Finder) -> None:
    finder.show(PAGE)
    descriptor = finder.describe(".save")
    finder.page.evaluate("""() => {
      pick('.save').remove();
      const list = pick('ul');
      setInterval(() => { for (let i = 0; i < 20; i++) list.append(Object.assign(document.createElement('button'), {textContent: 'Go'}));
        while (list.children.length > 200) list.firstChild.remove(); }, 20);
    }""")
    result: dict[str, Any] = finder.page.evaluate(WAIT, [descriptor, LATE["inserted"][1], 20_000])
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
