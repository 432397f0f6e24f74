"""Who may ask the desk, from where, and how much: what an attacker on another page or in the same network would try."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.serving import Served, served
from tests.desk.asking import ask

EVERYTHING = (
    "/",
    "/actors",
    "/places",
    "/outlets",
    "/control",
    "/framing",
    "/sources",
    "/review",
    "/api",
    "/api/events",
    "/api/openapi.json",
    "/static/desk.css",
    "/nowhere",
    "/events/none",
    "/?from=yesterday",
    "/api/events?page=0",
)
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_answer_forbids_the_script_of_others_and_the_guessing_of_types(desk: Served, path: str) -> None:
    headers = ask(desk, path).headers
    policy = {part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split(";")}
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert headers["x-content-type-options"] == "nosniff"
    assert not [name for name in headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", EVERYTHING)
def test_no_page_carries_script_or_style_of_its_own(desk: Served, path: str) -> None:
    answer = ask(desk, path)
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*[^<\s]", answer.text)
        assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)\s*=", answer.text)
        assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//(?!127\.0\.0\.1)", answer.text.replace('rel="', ""))


@pytest.mark.parametrize("origin", ["http://example.org", "null", "http://127.0.0.1:1", "https://127.0.0.1"])
def test_another_page_can_neither_write_nor_ask_whether_it_may(desk: Served, origin: str) -> None:
    headers = JSON | {"origin": origin}
    answer = ask(desk, "/api/decisions", "POST", headers, b"{}")
    assert answer.status == 403
    preflight = ask(desk, "/api/decisions", "OPTIONS", headers | {"access-control-request-method": "POST"})
    assert not [name for name in preflight.headers if name.startswith("access-control-")]


def test_a_form_of_another_page_cannot_write(desk: Served) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site"}
    assert ask(desk, "/api/decisions", "POST", headers, b"kind=accept").status == 403


def test_a_body_that_is_not_json_decides_nothing(desk: Served) -> None:
    for headers, body in (({"content-type": "text/plain"}, b"{}"), (JSON, b"{"), (JSON, b"\xff"), (JSON, b"[]")):
        answer = ask(desk, "/api/decisions", "POST", headers, body)
        assert 400 <= answer.status < 500


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "localhost.example.org:80", "", "10.0.0.1"])
def test_a_name_that_is_not_this_machine_is_misdirected(desk: Served, host: str) -> None:
    assert ask(desk, "/", headers={"host": host}).status == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_name_of_this_machine_is_answered(desk: Served, host: str) -> None:
    assert ask(desk, "/", headers={"host": f"{host}:{desk.port}"}).status == 200


def test_a_body_that_is_too_large_is_refused_whether_or_not_it_says_so(desk: Served) -> None:
    body = json.dumps({"why": "x" * 20_000_000}).encode()
    said = (
        f"POST /api/decisions HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    assert b" 413 " in _first_line(desk, said)
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    chunked = (
        f"POST /api/decisions HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    ).encode()
    assert b" 413 " in _first_line(desk, chunked + 4 * chunk)


def _first_line(desk: Served, request: bytes) -> bytes:
    """What is answered to these bytes, whether or not all of them are taken."""
    with socket.create_connection(("127.0.0.1", desk.port), timeout=30) as connection:
        connection.sendall(request)
        return connection.recv(4096).partition(b"\r\n")[0]


def test_an_address_that_is_too_long_is_refused(desk: Served) -> None:
    assert 400 <= ask(desk, "/api/events?q=" + "x" * 40_000).status < 500


@pytest.mark.parametrize(
    "path",
    [
        "/static/../desk.py",
        "/static/..%2fdesk.py",
        "/static/%2e%2e/desk.py",
        "/static/..\\desk.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/....//desk.py",
        "/static/../../../../../../../../etc/passwd",
        "/static/",
    ],
)
def test_nothing_but_what_is_meant_to_be_there_is_under_static(desk: Served, path: str) -> None:
    answer = ask(desk, path)
    assert 400 <= answer.status < 500
    assert b"root:" not in answer.body and b"import" not in answer.body


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_only_reading_and_deciding_is_possible(desk: Served, method: str) -> None:
    assert ask(desk, "/api/events", method).status in (403, 405)


@pytest.mark.parametrize(
    "path", ["/%ff", "/events/%00", "/?q=%ff%fe", "/?q=%00", "/places/%E2%80%AE", "/documents/" + "x" * 5000]
)
def test_bytes_that_are_no_text_are_refused_or_shown_but_break_nothing(desk: Served, path: str) -> None:
    assert ask(desk, path).status < 500


# Bound to more than this machine


@pytest.fixture(scope="module")
def open_desk(ledger: Path) -> Iterator[Served]:
    """A desk bound to every address of the machine."""
    with served(ledger, "--host", "0.0.0.0") as opened:
        yield opened


@pytest.mark.parametrize("path", ["/", "/api/events", "/static/desk.css", "/?token=wrong", "/?token="])
def test_who_does_not_bring_the_token_is_told_nothing(open_desk: Served, path: str) -> None:
    answer = ask(open_desk, path)
    assert answer.status == 401
    assert "1912" not in answer.text


def test_the_printed_address_lets_one_in_and_a_cookie_keeps_one_there(open_desk: Served) -> None:
    assert len(open_desk.token or "") >= 16
    entered = ask(open_desk, f"/?token={open_desk.token}")
    cookie = entered.headers["set-cookie"]
    assert entered.status in (302, 303, 307)
    assert "token" not in entered.headers["location"]
    assert "httponly" in cookie.lower() and "samesite=strict" in cookie.lower()
    assert ask(open_desk, "/", headers={"cookie": cookie.partition(";")[0]}).status == 200
    assert ask(open_desk, "/api/events", headers={"authorization": f"Bearer {open_desk.token}"}).status == 200


def test_on_this_machine_alone_no_token_is_asked_for(desk: Served) -> None:
    assert ask(desk, "/").status == 200
