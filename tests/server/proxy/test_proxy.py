"""The proxy in front of a nasty app: pages get the snippet, everything else passes as it is."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from server.proxy.app import create_proxy
from server.proxy.snippet import Snippet
from tests.server.proxy import upstream
from tests.server.proxy.served import served

HOST = "https://guides.test"
MARK = b'src="https://guides.test/sdk/v1/shirube.js"'


@dataclass(frozen=True)
class World:
    app: str
    proxy: str

    def get(self, path: str, **options: object) -> httpx2.Response:
        return httpx2.request("GET", self.proxy + path, trust_env=False, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served(upstream.app) as app, served(create_proxy(app, Snippet(HOST, "wk_1", person="u-1"))) as proxy:
        yield World(app, proxy)


@pytest.mark.parametrize("name", upstream.PACKERS)
def test_compressed_pages_get_the_snippet(world: World, name: str) -> None:
    answer = world.get(f"/packed/{name}", headers={"accept-encoding": "gzip, br, zstd, deflate, exotic"})
    assert answer.content.count(MARK) == 1
    assert "請求書" in answer.text
    assert "content-encoding" not in answer.headers
    assert "etag" not in answer.headers
    assert answer.content.index(MARK) < answer.content.index(b"</head>")


@pytest.mark.parametrize("charset", ["shift_jis", "euc-jp", "iso-2022-jp", "utf-8", "utf-16", "utf-16-le", "latin-1"])
def test_pages_of_any_encoding_keep_their_bytes(world: World, charset: str) -> None:
    said = world.get(f"/charset/{charset}").content.decode(charset)
    without = re.sub(r"<script.*?</script>", "", said)
    assert without == upstream.PAGE.encode(charset, "replace").decode(charset)
    assert MARK.decode() in said


@pytest.mark.parametrize(
    ("name", "before"),
    [("no-head", None), ("tricky", b"</head><body>real"), ("upper", b"</HEAD>"), ("attributes", b"</head><body>")],
)
def test_the_snippet_stands_in_a_sensible_place(world: World, name: str, before: bytes | None) -> None:
    content = world.get(f"/page/{name}").content
    assert content.count(MARK) == 1
    if before:
        assert content.index(MARK) < content.rindex(before)
    assert re.sub(rb"<script(?: nonce| async).*?</script>", b"", content) == upstream.PAGES[name].encode()


@pytest.mark.parametrize("path", ["/page/no-tags", "/page/empty", "/download", "/status/204", "/status/304"])
def test_what_is_no_document_is_left_alone(world: World, path: str) -> None:
    assert world.get(path).content == httpx2.get(world.app + path, trust_env=False).content


def test_fragments_and_frames_are_left_alone(world: World) -> None:
    for dest in ("empty", "iframe"):
        assert MARK not in world.get("/page/upper", headers={"sec-fetch-dest": dest}).content


def test_error_pages_of_the_app_get_it_too(world: World) -> None:
    answer = world.get("/status/404")
    assert (answer.status_code, MARK in answer.content) == (404, True)


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        (["img-src *"], ["img-src *"]),
        (["default-src 'self'"],
         ["default-src 'self'; script-src 'self' HOST NONCE; connect-src 'self' HOST; img-src 'self' HOST"]),
        (["script-src 'self' 'unsafe-inline'"], ["script-src 'self' 'unsafe-inline' HOST"]),
        (["script-src 'nonce-x' 'strict-dynamic'"], ["script-src 'nonce-x' 'strict-dynamic' HOST NONCE"]),
        (["script-src 'none'; connect-src 'none'"], ["script-src HOST NONCE; connect-src HOST"]),
        (["script-src-elem 'self'; require-trusted-types-for 'script'; trusted-types app"],
         ["script-src-elem 'self' HOST NONCE; require-trusted-types-for 'script'; trusted-types app shirube"]),
        (["connect-src *", "connect-src 'self', img-src 'self'"],
         ["connect-src *", "connect-src 'self' HOST, img-src 'self' HOST"]),
    ],
)  # fmt: skip
def test_policies_are_amended_just_enough(world: World, policies: list[str], expected: list[str]) -> None:
    answer = world.get("/policy", params=[("p", policy) for policy in policies])
    nonce = re.search(rb'<script nonce="([^"]+)"', answer.content)
    assert nonce is not None
    readable = [
        header.replace(HOST, "HOST").replace(f"'nonce-{nonce[1].decode()}'", "NONCE")
        for header in answer.headers.get_list("content-security-policy")
    ]
    assert readable == expected


def test_a_policy_in_the_page_is_amended_too(world: World) -> None:
    content = world.get("/page/meta").text
    assert re.search(r"""content="default-src 'self'; script-src 'nonce-abc' https://guides.test 'nonce-""", content)
    assert "connect-src 'self' https://guides.test" in content


def test_cookies_lose_their_domain_and_nothing_else(world: World) -> None:
    answer = world.get("/cookies", headers={"cookie": "x=1; y=2"})
    assert answer.text == "x=1; y=2"
    assert answer.headers.get_list("set-cookie") == ["a=1; Path=/; HttpOnly", "b=2; SameSite=Lax"]


def test_redirects_stay_with_us_unless_they_lead_elsewhere(world: World) -> None:
    assert world.get("/redirect").headers["location"] == f"{world.proxy}/there?x=1"
    assert world.get("/elsewhere").headers["location"] == "https://other.test/there"


def test_the_app_sees_itself_in_origin_referer_and_host(world: World) -> None:
    headers = {
        "origin": world.proxy,
        "referer": f"{world.proxy}/a?b",
        "x-own": "1",
        "connection": "x-hop",
        "x-hop": "1",
    }
    told = world.get("/some%2Fpath/%E8%AB%8B?q=%20a&q=b", headers=headers).json()
    assert told["query"] == "q=%20a&q=b"
    assert told["headers"]["origin"] == world.app
    assert told["headers"]["referer"] == f"{world.app}/a?b"
    assert told["headers"]["host"] == world.app.removeprefix("http://")
    assert told["headers"]["x-own"] == "1"
    assert "x-hop" not in told["headers"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_uploads_arrive_whole(world: World, method: str) -> None:
    body = b"x" * 5_000_000
    told = httpx2.request(method, world.proxy + "/up", content=body, trust_env=False, timeout=30).json()
    assert (told["method"], told["bytes"]) == (method, len(body))
    assert told["headers"]["content-length"] == str(len(body))


def test_chunked_uploads_arrive_whole(world: World) -> None:
    told = httpx2.post(world.proxy + "/up", content=iter([b"a" * 1000, b"b" * 500]), trust_env=False).json()
    assert told["bytes"] == 1500


def test_head_requests_answer_without_a_body(world: World) -> None:
    answer = httpx2.head(world.proxy + "/page/upper", trust_env=False)
    assert (answer.status_code, answer.content) == (200, b"")


def test_streams_are_not_held_back(world: World) -> None:
    started = time.monotonic()
    with httpx2.stream("GET", world.proxy + "/ticks", trust_env=False) as answer:
        first = next(answer.iter_raw())
        waited = time.monotonic() - started
    assert first == b"data: 0\n\n"
    assert waited < 0.4 * 2  # the stream itself lasts 1.2 s


def test_a_page_flows_once_its_head_has_come(world: World) -> None:
    with httpx2.stream("GET", world.proxy + "/slow", trust_env=False) as answer:
        pieces = list(answer.iter_raw())
    assert len(pieces) > 1
    assert b"".join(pieces).count(MARK) == 1


def test_an_app_that_is_down_is_explained() -> None:
    with served(create_proxy("http://127.0.0.1:9", Snippet(HOST, "wk_1"))) as proxy:
        answer = httpx2.get(proxy + "/", trust_env=False)
    assert answer.status_code == 502
    assert "Start the app" in answer.text


def test_the_key_cannot_end_the_script_tag(world: World) -> None:
    markup = Snippet(HOST, "</script><b>").markup("n")
    assert b"</script><b>" not in markup
    assert json.loads(re.search(rb"'init',(\{.*?\})\)", markup)[1]) == {"key": "</script><b>"}  # type: ignore[index]


def test_sockets_carry_text_bytes_subprotocols_and_close_codes(world: World) -> None:
    address = world.proxy.replace("http", "ws") + "/echo"
    headers = {"cookie": "k=v"}
    chat = [Subprotocol("v1.chat"), Subprotocol("v2.chat")]
    origin = Origin(world.proxy)
    with connect(
        address, subprotocols=chat, origin=origin, additional_headers=headers, max_size=None, proxy=None
    ) as socket:
        assert socket.subprotocol == "v2.chat"
        assert socket.recv() == f"cookie k=v origin {world.app}"
        for message in ("請求", b"\x00\xff" * 10, "x" * 2_000_000):
            socket.send(message)
            assert socket.recv() == message
        socket.send("bye")
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv()
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4321, "as you wish")


def test_a_refused_socket_is_refused_with_the_apps_status(world: World) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(world.proxy.replace("http", "ws") + "/refused", proxy=None):
        pass
    assert refused.value.response.status_code == 403
