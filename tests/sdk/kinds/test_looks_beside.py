"""Checklists, resource centres and rescue in every look: inside the window, clean for axe, with pictures to look at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.sdk.kinds.looks_beside import PICTURES, TEXTS, guides_of
from tests.sdk.scripted import App, Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[3] / "sdk_js" / "node_modules" / "axe-core" / "axe.min.js"
SHOWN = ".panel:not([hidden]), .box, .launcher"
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"dark": True},
    "rtl": {"language": "ar"},
    "narrow": {"width": 375, "height": 700},
    "japanese": {"language": "ja"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_every_kind_beside_the_page(browser: Browser, app: App, shirube: Shirube, tmp_path: Path, look: str) -> None:
    language, dark = LOOKS[look].get("language", "en"), LOOKS[look].get("dark", False)
    size: Any = {"width": LOOKS[look].get("width", 1180), "height": LOOKS[look].get("height", 760)}
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    context.set_default_timeout(8_000)
    shirube.language = "ja" if language == "ja" else "en"
    folder = Path(os.environ.get("SHIRUBE_PICTURES", tmp_path))
    faults: dict[str, Any] = {}
    for name in PICTURES:
        page = context.new_page()
        visitor = Visitor(page, app, shirube)
        shirube.guides = guides_of(name, language)
        attributes = {"dir": "rtl"} if language == "ar" else {}
        visitor.page_of("/", host_page(dark, language), lang=language, **attributes)
        visitor.opens()
        pose(page, name, TEXTS[language])
        page.screenshot(path=folder / f"{name}-{look}.png")
        found = faults_of(page) | dict.fromkeys(visitor.errors, "thrown")
        faults |= {f"{name}: {what}": where for what, where in found.items()}
        page.evaluate("localStorage.clear();sessionStorage.clear()")
        page.close()
    context.close()
    assert faults == {}


def pose(page: Page, name: str, texts: dict[str, str]) -> None:
    """Opens what the picture shows."""
    if name.startswith("center"):
        page.get_by_role("button", name=texts["help"]).click()
        expect(page.locator(".panel .entry").first).to_be_visible()
    if name == "checklist" and page.evaluate("innerWidth") < 520:
        page.locator("button.launcher").click()
    if name == "center_article":
        page.get_by_role("button", name=texts["vat"]).click()
    if name == "center_help":
        page.locator(".ask .entry").first.click()
    expect(page.locator(SHOWN).first).to_be_visible()
    page.wait_for_timeout(200)


def host_page(dark: bool, language: str) -> str:
    """Not kind to its guests: loud rules on everything."""
    paper, ink = ("#14161b", "#f0f1f4") if dark else ("#f6f7f9", "#17191f")
    rows = "".join(f"<tr><td>2026-0{at}</td><td>¥{at * 12_400:,}</td></tr>" for at in range(1, 9))
    return f"""<style>body{{margin:0;background:{paper};color:{ink};font:15px/1.6 system-ui}}
section,ul,li,button{{border:3px solid red!important;font-size:30px!important;display:inline!important}}
table{{width:60%;margin:20px}}td{{padding:8px}}</style><h1 style="margin:20px">Chōba</h1><table lang="{language}">{rows}</table>"""


def faults_of(page: Page) -> dict[str, Any]:
    """What sticks out of the window, scrolls inside or scrolls the page sideways, and what axe has to say."""
    outside = page.locator(SHOWN).evaluate_all("""shown => shown.filter(one => {
        const {left, top, right, bottom} = one.getBoundingClientRect();
        return left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5
            || (!one.matches('.launcher') && one.scrollWidth > one.clientWidth + 1);
    }).map(one => one.className)""")
    sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.evaluate(AXE.read_text())
    axe = page.evaluate("axe.run({include: [['shirube-guide']]})")
    faults = {
        one["id"]: [node["html"][:160] + node["failureSummary"] for node in one["nodes"]] for one in axe["violations"]
    }
    return (
        faults | ({"outside": outside} if outside else {}) | ({"the page scrolls sideways": True} if sideways else {})
    )
