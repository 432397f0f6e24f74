"""What stands between the desk and whoever asks: hosts, origins, sizes, time, a token, headers against others' script.

An ASGI middleware; it reads no page and no record.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LARGEST_BODY = 1_000_000
"""Bytes."""
LONGEST_ADDRESS = 16_000
"""Characters of a query string."""
SECONDS = 60.0
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOO_LARGE = "The request is too large."
COOKIE = "sayso-token"
LOOPBACK_NAMES = frozenset({"localhost"})


def is_loopback(host: str) -> bool:
    """Is this the name or address of this machine alone?"""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host in LOOPBACK_NAMES


class Guard:
    """Refuses with one line in plain text. With a ``token`` nobody is answered who does not bring it (bearer, cookie or
    once ``?token=``); without one only a loopback ``Host`` is, so that no page elsewhere can ask under a name of its own.
    """

    def __init__(self, app: ASGIApp, token: str | None = None) -> None:
        self.app, self.token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope, Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > LARGEST_BODY:
                raise HTTPException(413, TOO_LARGE)
            return message

        try:
            async with asyncio.timeout(SECONDS):
                await self.app(scope, counted, _with_headers(send))
        except TimeoutError:
            await _plain(503, "The answer took too long: ask for less.")(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | RedirectResponse | None:
        host = headers.get("host", "")
        if self.token is None and not is_loopback(urlsplit(f"//{host}").hostname or ""):
            return _plain(421, "This desk answers on this machine only.")
        if len(scope["query_string"]) > LONGEST_ADDRESS:
            return _plain(414, "The address is too long: choose fewer filters.")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return _plain(413, TOO_LARGE)
        if scope["method"] not in SAFE and not _same_origin(headers, host):
            return _plain(403, "Only the desk's own pages may write.")
        return self._unknown(scope, headers) if self.token is not None else None

    def _unknown(self, scope: Scope, headers: Headers) -> PlainTextResponse | RedirectResponse | None:
        token = self.token or ""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and hmac.compare_digest(given.encode(), token.encode()):
            answer = RedirectResponse(scope["path"], status_code=303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
            return answer
        cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if any(hmac.compare_digest(one.encode(), token.encode()) for one in (cookie, bearer)):
            return None
        return _plain(401, "Open the address with the token that sayso serve printed.")


def _same_origin(headers: Headers, host: str) -> bool:
    """A browser says where a page came from; a program that is none says nothing, and brings no one's cookies."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host


def _plain(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words, status_code=status)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
