"""One request to the desk, byte by byte as a program would send it: no browser, no library that mends what is sent."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from benchmarks.serving import Served

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    desk: Served, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> Answer:
    """The answer to one request; header names are in lower case."""
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=SECONDS)
    try:
        connection.request(method, path, body=body, headers=dict(headers or {}))
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


def get(desk: Served, path: str, **query: Any) -> Any:
    """What the API gives for these filters."""
    answer = ask(desk, path + ("?" + urlencode(query, doseq=True) if query else ""))
    assert answer.status == 200, answer.text
    return answer.json
