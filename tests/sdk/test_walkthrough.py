"""A person is walked through: steps, waiting, acting, pages, reloads, endings."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.sdk.guides import button, guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor, described

pytestmark = pytest.mark.browser

TWO = '<button id="save">Save</button><p style="height:900px"></p><button id="send">Send</button>'


def test_steps_follow_each_other_to_the_end(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("save", "#save"), step("send", "#send"))]
    visitor.page_of("/", TWO)
    visitor.opens()
    visitor.sees("About save.")
    visitor.presses("Next")
    visitor.sees("About send.")
    visitor.presses("Next")
    visitor.sees_nothing()
    shirube.wait_for("guide_completed")
    assert shirube.types() == ["guide_started", "step_seen", "step_acted", "step_seen", "step_acted", "guide_completed"]
    started = shirube.wait_for("guide_started")[0]
    assert {event["run"] for event in shirube.events if event["type"].startswith("step_")} == {started["run"]}
    assert [event["step"] for event in shirube.events if event["type"] == "step_seen"] == ["save", "send"]
    assert (started["guide"], started["version"]) == ("tour", 1)
    visitor.opens()
    visitor.page.wait_for_timeout(500)
    visitor.sees_nothing()


def test_doing_the_thing_itself_advances(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [
        guide("tour", step("save", "#save", buttons=[], advance=[{"on": "click"}]), step("send", "#send"))
    ]
    visitor.page_of("/", TWO)
    visitor.opens()
    visitor.sees("About save.")
    visitor.page.click("#save")
    visitor.sees("About send.")
    assert shirube.wait_for("step_acted")[0]["props"] == {"by": "click"}


def test_any_row_like_it_advances(visitor: Visitor, shirube: Shirube) -> None:
    """The box stands at the first row, but the person may take another, also one far down."""
    rows = "".join(f"<tr><td>Person {n}<td><button>Edit</button><button>Delete</button></tr>" for n in range(20))
    people = f"<h1>People</h1><table><tr><th>Name<th>Do</tr>{rows}</table>"
    edit = described(visitor, people, "tr:nth-child(2) button") | {"mode": "any"}
    first = step("edit", buttons=[], advance=[{"on": "click"}]) | {"target": edit}
    shirube.guides = [guide("tour", first, step("done", "h1"))]
    visitor.opens()
    visitor.sees("About edit.")
    row = visitor.page.get_by_role("row", name="Person 14")
    row.get_by_role("button", name="Delete").click()
    visitor.page.get_by_role("heading", name="People").click()
    visitor.sees("About edit.")
    row.get_by_role("button", name="Edit").click()
    visitor.sees("About done.")
    assert [event["step"] for event in shirube.wait_for("step_acted")] == ["edit"]


@pytest.mark.parametrize(
    ("advance", "act", "event"),
    [
        ({"on": "input", "matches": "^ACME"}, "document.querySelector('#name').value = 'ACME Inc'; document.querySelector('#name').dispatchEvent(new Event('change', {bubbles: true}))", "step_acted"),
        ({"on": "appears", "target": {"selector": "#new"}}, "document.body.append(Object.assign(document.createElement('p'), {id: 'new', textContent: 'new'}))", "step_verified"),
        ({"on": "disappears", "target": {"selector": "#send"}}, "document.querySelector('#send').remove()", "step_verified"),
        ({"on": "page", "matches": "/other"}, "history.pushState({}, '', '/other')", "step_verified"),
        ({"on": "event", "name": "saved"}, "shirube('track', 'saved', {})", "step_verified"),
        ({"on": "delay", "seconds": 0.3}, "0", "step_acted"),
    ],
    ids=lambda value: value["on"] if isinstance(value, dict) else "",
)  # fmt: skip
def test_each_way_to_advance(visitor: Visitor, shirube: Shirube, advance: dict[str, str], act: str, event: str) -> None:
    shirube.guides = [guide("tour", step("one", "#name", buttons=[], advance=[advance]), step("two", "#save"))]
    visitor.page_of("/", '<input id="name">' + TWO)
    visitor.opens()
    if advance["on"] != "delay":
        visitor.sees("About one.")
    visitor.page.evaluate(act)
    visitor.sees("About two.")
    shirube.wait_for(event)
    assert [seen["step"] for seen in shirube.wait_for("step_seen", 2)] == ["one", "two"]


def test_a_late_target_is_waited_for(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("late", "#late"))]
    visitor.page_of("/", "<p>Loading</p>")
    visitor.opens()
    visitor.page.wait_for_timeout(700)
    visitor.sees_nothing()
    visitor.page.evaluate("document.body.innerHTML = '<button id=late>Late</button>'")
    visitor.sees("About late.")


def test_a_target_in_the_page_but_not_drawn_yet(visitor: Visitor, shirube: Shirube) -> None:
    """A box has no place beside nothing: it must not flash up in the middle of the window meanwhile."""
    shirube.guides = [guide("tour", step("hidden", "#hidden"))]
    visitor.page_of("/", '<p style="height:400px">Above</p><button id="hidden" style="display:none">Here</button>')
    visitor.opens()
    shirube.wait_for("guide_started")
    for _ in range(8):
        visitor.sees_nothing()
        visitor.page.wait_for_timeout(50)
    visitor.page.evaluate("document.getElementById('hidden').style.display = ''")
    visitor.sees("About hidden.")
    assert "step_failed" not in shirube.types()


@pytest.mark.parametrize(
    ("then", "shown", "types"),
    [
        ("show_centred", "About gone.", ["guide_started", "step_failed", "step_seen"]),
        ("skip", "About send.", ["guide_started", "step_failed", "step_skipped", "step_seen"]),
        ({"do": "go_to", "step": "send"}, "About send.", ["guide_started", "step_failed", "step_seen"]),
        ("end", "", ["guide_started", "step_failed", "guide_failed"]),
    ],
    ids=["show centred", "skip", "go to", "end"],
)
def test_a_missing_target(visitor: Visitor, shirube: Shirube, then: str, shown: str, types: list[str]) -> None:
    missing = step("gone", "#gone", if_missing={"wait_seconds": 0.2, "then": then})
    shirube.guides = [guide("tour", missing, step("save", "#save"), step("send", "#send"))]
    if then == "skip":
        shirube.guides[0]["steps"].pop(1)
    visitor.page_of("/", TWO)
    visitor.opens()
    if shown:
        visitor.sees(shown)
    shirube.wait_for(types[-1])
    assert shirube.types() == types
    assert shirube.wait_for("step_failed")[0]["props"] == {"reason": "target_missing"}


def test_a_reload_resumes_the_same_run(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("save", "#save"), step("send", "#send"))]
    visitor.page_of("/", TWO)
    visitor.opens()
    visitor.presses("Next")
    visitor.sees("About send.")
    visitor.page.reload()
    visitor.sees("About send.")
    visitor.presses("Next")
    shirube.wait_for("guide_completed")
    assert len(shirube.wait_for("guide_started")) == 1
    assert len({event["run"] for event in shirube.events if event.get("run")}) == 1


def test_the_click_that_advances_may_leave_the_page(visitor: Visitor, shirube: Shirube) -> None:
    link = step("link", "#go", buttons=[], advance=[{"on": "click"}])
    shirube.guides = [guide("tour", link, step("there", "#there", page="/there"))]
    visitor.page_of("/", '<a id="go" href="/there">Go</a>')
    visitor.page_of("/there", '<button id="there">There</button>')
    visitor.opens()
    visitor.sees("About link.")
    visitor.is_minded()
    visitor.page.click("#go")
    visitor.sees("About there.")
    shirube.wait_for("step_seen", 2)
    assert shirube.types() == ["guide_started", "step_seen", "step_acted", "step_seen"]


def test_a_step_waits_for_its_page(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [
        guide("tour", step("one", "#save", page="/a"), step("two", "#save", page="/b"), trigger={"page": "/a"})
    ]
    visitor.page_of("/a", TWO)
    visitor.opens("/a")
    visitor.presses("Next")
    visitor.sees_nothing()
    visitor.page.evaluate("history.pushState({}, '', '/b')")
    visitor.sees("About two.")


def test_leaving(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("save", "#save"))]
    visitor.page_of("/", TWO)
    visitor.opens()
    visitor.sees("About save.")
    visitor.page.keyboard.press("Escape")
    visitor.sees_nothing()
    assert shirube.wait_for("guide_dismissed")[0]["props"] == {"step": "save"}


def test_a_key_or_button_pressed_as_soon_as_the_step_stands(visitor: Visitor, shirube: Shirube) -> None:
    """The part that knows what they mean comes later: it takes them up, a button pressed twice meanwhile once."""
    shirube.guides = [guide("tour", step("save", "#save"), step("send", "#send"))]
    visitor.page_of("/", TWO)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visitor.page.route("**/care.js", hold)
    visitor.opens()
    visitor.sees("About save.")
    visitor.box.get_by_role("button", name="Next").dblclick()
    held.pop().continue_()
    visitor.sees("About send.")
    shirube.wait_for("step_seen", 2)
    assert shirube.types() == ["guide_started", "step_seen", "step_acted", "step_seen"]
    visitor.opens()
    visitor.sees("About send.")
    visitor.page.keyboard.press("Escape")
    expect(visitor.box).to_have_count(1)
    held.pop().continue_()
    visitor.sees_nothing()
    assert shirube.wait_for("guide_dismissed")[0]["props"] == {"step": "send"}


def test_a_step_that_may_not_be_dismissed(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("save", "#save", dismissible=False))]
    visitor.page_of("/", TWO)
    visitor.opens()
    visitor.sees("About save.")
    visitor.page.keyboard.press("Escape")
    visitor.sees("About save.")


def test_branches_and_back(visitor: Visitor, shirube: Shirube) -> None:
    first = step("one", "#save", branch=[{"if": {"element": "present", "target": {"selector": "#nope"}}, "go_to": "two"},
                                         {"if": {"page": "/*"}, "go_to": "three"}])  # fmt: skip
    third = step("three", "#send", buttons=[button("Back", "back"), button("Done", "complete")])
    shirube.guides = [guide("tour", first, step("two", "#send"), third)]
    visitor.page_of("/", TWO)
    visitor.opens()
    visitor.presses("Next")
    visitor.sees("About three.")
    visitor.page.reload()
    visitor.presses("Back")
    visitor.sees("About one.")


def test_actions_run_in_order_and_leaving_comes_last(visitor: Visitor, shirube: Shirube) -> None:
    both = button("Open", {"do": "open", "link": "/there", "new_tab": False}, "next")
    shirube.guides = [guide("tour", step("one", "#save", buttons=[both]), step("there", "#there", page="/there"))]
    visitor.page_of("/", TWO)
    visitor.page_of("/there", '<button id="there">There</button>')
    visitor.opens()
    visitor.presses("Open")
    visitor.sees("About there.")


def test_a_snoozed_guide_comes_back(visitor: Visitor, shirube: Shirube) -> None:
    later = button("Later", {"do": "snooze", "hours": 0.0006})
    shirube.guides = [guide("tour", step("one", "#save", buttons=[later]))]
    visitor.page_of("/", TWO)
    visitor.opens()
    visitor.presses("Later")
    visitor.sees_nothing()
    visitor.page.wait_for_timeout(2300)
    visitor.opens()
    visitor.sees("About one.")


def test_one_guide_starts_another(visitor: Visitor, shirube: Shirube) -> None:
    more = button("More", {"do": "start", "guide": "second"})
    shirube.guides = [
        guide("first", step("one", "#save", buttons=[more])),
        guide("second", step("two", "#send"), trigger={"manual": True}),
    ]
    visitor.page_of("/", TWO)
    visitor.opens()
    visitor.presses("More")
    visitor.sees("About two.")
    shirube.wait_for("guide_started", 2)


def test_a_preview_sends_nothing_and_remembers_nothing(visitor: Visitor, shirube: Shirube) -> None:
    """What the editor is given plays a draft; the editor itself stands aside here."""
    visitor.page_of("/", TWO)
    visitor.page.route("**/editor.js", lambda route: route.fulfill(
        body="export const edit = given => { window.given = given }", content_type="text/javascript",
        headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip
    visitor.opens("/#shirube-editor=code-1")
    visitor.page.wait_for_function("window.given")
    assert visitor.page.evaluate("[given.code, location.hash]") == ["code-1", ""]
    draft = guide("draft", step("save", "#save"), step("send", "#send"))
    visitor.page.evaluate(
        "draft => { window.at = []; given.play(draft, 'send', {at: key => at.push(key), ended: () => at.push('end')}) }",
        draft,
    )
    visitor.sees("About send.")
    visitor.presses("Next")
    visitor.sees_nothing()
    assert visitor.page.evaluate("at") == ["send", "end"]
    visitor.page.wait_for_timeout(1500)
    assert shirube.types() == []
