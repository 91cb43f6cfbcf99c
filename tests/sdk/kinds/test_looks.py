"""Every kind in every look: it lies in the window, reads well, passes axe, and leaves a picture to look at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.sdk.kinds.looks import LOOKS, PICTURES, Look, guides_of
from tests.sdk.scripted import App, Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[3] / "sdk_js" / "node_modules" / "axe-core" / "axe.min.js"
FOLDER = Path(os.environ.get("SHIRUBE_PICTURES", "/tmp/shirube-pictures"))
"""Where the pictures go."""
SHOWN = ".box, .strip, .launcher, .mark"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_kind(browser: Browser, app: App, shirube: Shirube, look: Look) -> None:
    context = browser.new_context(viewport={"width": look.width, "height": look.height}, reduced_motion="reduce")
    context.set_default_timeout(8_000)
    shirube.language = "ja" if look.language == "ja" else "en"
    FOLDER.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = {}
    for name in PICTURES:
        page = context.new_page()
        visitor = Visitor(page, app, shirube)
        shirube.guides = guides_of(name, look.language)
        visitor.page_of("/", look.page, lang=look.language, **look.attributes)
        visitor.opens()
        expect(page.locator(SHOWN).first).to_be_visible()
        if name == "standing":
            page.locator(".mark.beacon").click()
            expect(page.locator(".tip")).to_be_visible()
        page.wait_for_timeout(150)
        page.screenshot(path=FOLDER / f"{name}-{look.name}.png")
        found |= {
            f"{name}: {what}": of for what, of in (faults_of(page) | dict.fromkeys(visitor.errors, "thrown")).items()
        }
        page.evaluate("localStorage.clear()")
        page.close()
    context.close()
    assert found == {}


def faults_of(page: Page) -> dict[str, Any]:
    """What sticks out of the window, lies askew in a small one or scrolls the page sideways, and what axe has to say."""
    outside = page.locator(SHOWN).evaluate_all("""shown => shown.filter(one => {
        const {left, top, right, bottom} = one.getBoundingClientRect();
        return left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5
            || (innerWidth < 520 && one.matches('.box:not(.tip)') && Math.abs(left + right - innerWidth) > 2) || (!one.matches('.launcher') && one.scrollWidth > one.clientWidth + 1);
    }).map(one => one.className)""")
    sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.evaluate(AXE.read_text())
    axe = page.evaluate("axe.run({include: [['shirube-guide']]})")
    faults = {
        violation["id"]: [node["html"][:200] + " " + node["failureSummary"][:200] for node in violation["nodes"]]
        for violation in axe["violations"]
    }
    return (
        faults | ({"outside": outside} if outside else {}) | ({"the page scrolls sideways": True} if sideways else {})
    )
