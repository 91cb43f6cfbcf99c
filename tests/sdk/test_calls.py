"""The calls a host page makes."""

from __future__ import annotations

import pytest

from tests.sdk.guides import guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = '<button id="save">Save</button>'


def test_calls_before_the_snippet_has_loaded(visitor: Visitor, shirube: Shirube) -> None:
    visitor.page_of("/", BODY, 'shirube("identify","user-7",{name:"Ana",role:"billing"},{token:"t-1"})',
                    'shirube("group","acct-3",{plan:"team"},{role:"admin"})', 'shirube("track","project_created",{size:3})')  # fmt: skip
    visitor.opens()
    event = shirube.wait_for("project_created")[0]
    assert (event["person"], event["account"], event["props"]) == ("user-7", "acct-3", {"size": 3})
    assert shirube.wait_for("person_identified")[0]["props"] == {"traits": {"name": "Ana", "role": "billing"}}
    assert shirube.wait_for("account_grouped")[0]["props"] == {
        "traits": {"plan": "team"},
        "membership": {"role": "admin"},
    }
    assert shirube.batches[-1]["token"] == "t-1"
    (session,) = shirube.sessions
    assert (session["person"], session["account"], session["token"]) == ("user-7", "acct-3", "t-1")
    assert (session["traits"], session["account_traits"]) == ({"name": "Ana", "role": "billing"}, {"plan": "team"})


def test_init_may_come_last(visitor: Visitor, shirube: Shirube) -> None:
    visitor.page_of("/", BODY)
    tags = visitor.app.pages["/"]
    visitor.app.pages["/"] = tags.replace('shirube("init"', 'shirube("track","early",{});shirube("init"')
    visitor.opens()
    shirube.wait_for("early")


def test_the_same_identity_is_told_once_a_session(visitor: Visitor, shirube: Shirube) -> None:
    visitor.page_of("/", BODY, 'shirube("identify","user-7",{name:"Ana"})', 'shirube("track","seen")')
    visitor.opens()
    shirube.wait_for("seen")
    visitor.opens()
    shirube.wait_for("seen", 2)
    assert len(shirube.wait_for("person_identified")) == 1


def test_one_global_name(visitor: Visitor) -> None:
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    bare = visitor.page.evaluate("""async () => { const f = document.body.appendChild(document.createElement('iframe'));
        const known = new Set(Object.getOwnPropertyNames(f.contentWindow)); f.remove();
        return Object.getOwnPropertyNames(window).filter(name => !known.has(name)) }""")
    assert set(bare) - {"save"} == {"shirube"}


def test_loading_twice_is_harmless(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page_of("/", BODY)
    visitor.app.pages["/"] = visitor.app.pages["/"].replace(
        "</body>", visitor.installs() + f'<script src="{shirube.origin}/sdk/v1/shirube.js"></script></body>'
    )
    visitor.opens()
    visitor.sees("About one.")
    assert visitor.box.count() == 1
    shirube.wait_for("step_seen")
    assert shirube.types(()).count("session_started") == 1


def test_a_plain_script_tag_with_the_key(visitor: Visitor, shirube: Shirube) -> None:
    visitor.app.pages["/"] = (
        f'<script async src="{shirube.origin}/sdk/v1/shirube.js" data-key="wk_test"></script>{BODY}'
    )
    visitor.opens()
    shirube.wait_for("page_viewed")


def test_pages_are_counted_once(visitor: Visitor, shirube: Shirube) -> None:
    visitor.page_of("/", BODY)
    visitor.opens("/list?secret=1")
    visitor.page.wait_for_function("shirube.loaded")
    visitor.shirube_says("page")
    visitor.page.evaluate("history.pushState({}, '', '/other#/deep')")
    shirube.wait_for("page_viewed", 2)
    origin = visitor.app.origin
    assert [event["url"] for event in shirube.events if event["type"] == "page_viewed"] == [
        origin + "/list",
        origin + "/other#/deep",
    ]


def test_listening(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    names = ("guide_started", "step_seen", "step_completed", "guide_completed")
    visitor.page_of(
        "/",
        BODY,
        "window.heard=[]",
        *(f'shirube("on","{name}",e=>{{heard.push("{name} "+e.guide);throw Error("host")}})' for name in names),
    )
    visitor.opens()
    visitor.presses("Next")
    visitor.sees_nothing()
    assert visitor.page.evaluate("heard") == [f"{name} tour" for name in names]


def test_nonsense_is_thrown_at_nobody(visitor: Visitor, shirube: Shirube) -> None:
    visitor.page_of("/", BODY, 'shirube("nothing")', 'shirube("identify")', 'shirube("track",null,()=>1)', 'shirube("start",{})', "shirube()",
                    'shirube("on","x",5)', 'shirube("track","x",{big:10n})', 'var a={};a.a=a;shirube("track","loop",a)', 'shirube("track","last")')  # fmt: skip
    visitor.opens()
    shirube.wait_for("last")


def test_reset_forgets_who_it_was(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.sees("About one.")
    visitor.shirube_says("identify", "user-7")
    visitor.page.wait_for_timeout(300)
    visitor.shirube_says("reset")
    visitor.sees("About one.")
    visitor.shirube_says("track", "after")
    after = shirube.wait_for("after")[0]
    before = shirube.sessions[0]
    assert after.get("person") is None
    assert after["anonymous_id"] != before["anonymous_id"]


def test_without_consent_nothing_is_sent_or_shown(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page_of("/", BODY, 'shirube("consent",false)', 'shirube("track","secret")')
    visitor.opens()
    visitor.page.wait_for_timeout(1600)
    visitor.sees_nothing()
    assert (shirube.sessions, shirube.batches) == ([], [])
    visitor.shirube_says("consent", True)
    visitor.sees("About one.")
    assert "secret" not in shirube.types()


def test_withdrawn_consent_takes_everything_away(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.sees("About one.")
    visitor.shirube_says("consent", False)
    visitor.sees_nothing()
    visitor.page.wait_for_timeout(1500)
    assert shirube.types(()) == []


def test_global_privacy_control_stops_recording_but_not_help(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page_of(
        "/", BODY, head="<script>Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})</script>"
    )
    visitor.opens()
    visitor.sees("About one.")
    visitor.page.wait_for_timeout(1500)
    assert shirube.batches == []


def test_an_unknown_key_warns_once(visitor: Visitor, shirube: Shirube) -> None:
    shirube.session_status = 401
    warnings: list[str] = []
    visitor.page.on("console", lambda message: warnings.append(message.text) if message.type == "warning" else None)
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.page.wait_for_timeout(600)
    assert len([text for text in warnings if "write key" in text]) == 1


def test_a_router_opens_links(visitor: Visitor, shirube: Shirube) -> None:
    link = {"label": "Go", "does": [{"do": "open", "link": "/next", "new_tab": False}], "look": "primary"}
    shirube.guides = [guide("tour", step("one", "#save", buttons=[link]))]
    visitor.page_of("/", BODY)
    visitor.app.pages["/"] = visitor.app.pages["/"].replace(
        '{key:"wk_test"}', '{key:"wk_test",navigate:to=>history.pushState({},"",to)}'
    )
    visitor.opens()
    visitor.page.evaluate("window.same = true")
    visitor.presses("Go")
    visitor.page.wait_for_url("**/next")
    assert visitor.page.evaluate("same") is True


def test_the_editor_opens_with_a_code_that_leaves_the_address(visitor: Visitor, shirube: Shirube) -> None:
    visitor.page_of("/", BODY)
    visitor.opens("/list#/deep&shirube-editor=abc123")
    visitor.page.wait_for_url("**/list#/deep")
    visitor.page.wait_for_function("sessionStorage['shirube-editor']")
    visitor.page.wait_for_timeout(300)
    assert any(path.endswith("/editor.js") for path in shirube.requested)


def test_a_guide_that_is_not_there_is_named_to_whoever_asked_for_it(visitor: Visitor, shirube: Shirube) -> None:
    warnings: list[str] = []
    visitor.page.on("console", lambda message: warnings.append(message.text) if message.type == "warning" else None)
    visitor.page_of("/", BODY, 'shirube("start","no-such-guide")')
    with visitor.page.expect_console_message(lambda message: "no-such-guide" in message.text):
        visitor.opens()
    assert len(warnings) == 1
