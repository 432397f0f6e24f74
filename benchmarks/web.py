"""The desk under load and in the hand: answers to many readers at once, memory, first paint, frames a second.

``python -m benchmarks.web [--ledger L]`` starts ``sayso serve`` on a made-up ledger of 100,000 claims (made in build/ if it
is not there), then asks it on loopback: one reader, then twenty at once without a pause, each time for a question that was
mostly never asked before, and at last headless Chromium. Memory and processor time are read from /proc: Linux only.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from io import BufferedRWPair
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from benchmarks import chromium, made_ledger
from benchmarks.report import heading
from benchmarks.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

MADE = Path(__file__).parents[1] / "build" / "made.duckdb"
CLIENTS, QUESTIONS, ALONE, SECONDS = 20, 2000, 200, 90.0
ANSWER_SECONDS = 30.0
PATHS = ("/api/events", "/api/map", "/api/timeline", "/api/facets", "/")
FACETS = ("kind", "country", "region", "actor", "side", "outlet", "source", "stance", "status")
SEED = 5
REACH = {"median": 150, "99th percentile": 400, "first paint": 1500, "frames": 30, "memory": 800}
GESTURE_SECONDS = 3.0
RECORD = """() => {
  window.frames_ = []; window.recording_ = true;
  const step = (now) => { window.frames_.push(now); if (window.recording_) requestAnimationFrame(step); };
  requestAnimationFrame(step);
}"""
RECORDED = "() => { window.recording_ = false; return window.frames_; }"
PAINTED = """() => new Promise((done) => {
  const first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  new PerformanceObserver((list) => done([first, list.getEntries().at(-1).startTime]))
    .observe({type: "largest-contentful-paint", buffered: true});
})"""


@dataclass(frozen=True, slots=True)
class Answer:
    path: str
    milliseconds: float
    status: int


class Questions:
    """Filters put together from what the ledger has, seeded; it counts how many addresses were asked before."""

    def __init__(self, port: int, seed: int) -> None:
        self._chance = random.Random(seed)
        facets = _json(port, "/api/facets")
        self._facets = {name: [item["value"] for item in facets[name]] for name in FACETS if facets.get(name)}
        days = _json(port, "/api/timeline")
        self._first, self._days = date.fromisoformat(days["first"]), len(days["counts"])
        rows = _json(port, "/api/map")
        columns = {name: place for place, name in enumerate(rows["columns"])}
        self._spots = [(row[columns["lon"]], row[columns["lat"]], row[columns["place_id"]]) for row in rows["rows"]]
        claims = [item["claim"]["quote"] for n in range(1, 6) for item in _json(port, f"/api/claims?page={n}")["items"]]
        self._words = sorted({word.strip(".,“”\"'") for quote in claims for word in quote.split() if len(word) > 3})
        self._asked: set[str] = set()
        self.made = self.repeated = 0

    def next(self) -> str:
        address = f"{self._chance.choice(PATHS)}?{urlencode(self._filters(), doseq=True)}"
        self.made += 1
        self.repeated += address in self._asked
        self._asked.add(address)
        return address

    def _filters(self) -> dict[str, Any]:
        """One to three filters."""
        kinds = self._chance.sample(("facet", "facet", "words", "days", "box", "place", "confidence", "contested"), 3)
        found: dict[str, Any] = {}
        for kind in kinds[: self._chance.randint(1, 3)]:
            found |= self._filter(kind)
        return found

    def _filter(self, kind: str) -> dict[str, Any]:
        chance = self._chance
        if kind == "facet":
            name = chance.choice(list(self._facets))
            values = self._facets[name]
            return {name: chance.sample(values, min(len(values), chance.randint(1, 2)))}
        if kind == "words":
            return {"q": " ".join(chance.sample(self._words, chance.randint(1, 2)))}
        if kind == "days":
            first = chance.randrange(self._days)
            last = first + chance.randrange(self._days // 4 + 1)
            return {"from": self._first + timedelta(days=first), "to": self._first + timedelta(days=last)}
        lon, lat, place = chance.choice(self._spots)
        if kind == "box":
            wide, high = chance.uniform(0.1, 4.0), chance.uniform(0.1, 3.0)
            return {"bbox": f"{lon - wide:.3f},{lat - high:.3f},{lon + wide:.3f},{lat + high:.3f}"}
        if kind == "place":
            return {"place": place}
        return {"confidence": round(chance.random(), 2)} if kind == "confidence" else {"contested": "1"}


class Client:
    """One connection that stays open, on which answers are read and not looked into: the clients take the server's cores,
    where a reader's browser would not.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._stream: BufferedRWPair | None = None

    def ask(self, address: str) -> Answer:
        """Asks, and reads the answer to its end. One that fails has status 0; the next question opens a connection anew."""
        started = time.perf_counter()
        try:
            status = self._status(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            seconds = time.perf_counter() - started
        except OSError:
            self.close()
            status, seconds = 0, ANSWER_SECONDS
        return Answer(address.partition("?")[0], 1000 * seconds, status)

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
        self._stream = None

    def _status(self, request: bytes) -> int:
        stream = self._stream = self._stream or self._opened()
        stream.write(request)
        stream.flush()
        status, length = stream.readline().split(b" ")[1:2], 0
        while (line := stream.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not status or len(stream.read(length)) < length:
            raise ConnectionError("The answer ended before its end.")
        return int(status[0])

    def _opened(self) -> BufferedRWPair:
        with socket.create_connection(("127.0.0.1", self._port), timeout=ANSWER_SECONDS) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection.makefile("rwb")  # which keeps the connection until it is closed


def _json(port: int, address: str) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
    connection.request("GET", address)
    return json.loads(connection.getresponse().read())


def asked(port: int, addresses: Sequence[str], clients: int) -> list[Answer]:
    """Each client asks its share, one after the other on one connection, for at most ``SECONDS``."""
    until = time.perf_counter() + SECONDS

    def client(number: int) -> list[Answer]:
        mine = []
        with closing(Client(port)) as one:
            for address in addresses[number::clients]:
                if time.perf_counter() > until:
                    break
                mine.append(one.ask(address))
        return mine

    with ThreadPoolExecutor(clients) as pool:
        return [answer for answers in pool.map(client, range(clients)) for answer in answers]


def print_answers(answers: Sequence[Answer], seconds: float, worked: float) -> None:
    """``worked``: seconds of a core that the server took for all of them, the same however busy the machine is."""
    for path in (*PATHS, None):
        times = sorted(answer.milliseconds for answer in answers if path in (None, answer.path))
        if not times:
            continue
        name = path or "all"
        figures = (median(times), _percentile(times, 0.99), times[-1])
        print(f"  {name:14} {len(times):5}", *(f"  {one:7.1f} ms" for one in figures))
    failed = sum(answer.status != 200 for answer in answers)
    core = 1000 * worked / len(answers)
    print(f"  {len(answers) / seconds:.0f} answers a second, {core:.1f} ms of a core each; {failed} failed")


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _worked(pid: int) -> float:
    """Seconds that the process has had a core for."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(pid: int) -> float:
    """The most memory that the process has held."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _painted(page: Page) -> tuple[float, float]:
    """Milliseconds to the first and to the largest paint, once there was one; the desk's policy lets no waiting be
    written as script in the page.
    """
    until = time.perf_counter() + ANSWER_SECONDS
    while not page.evaluate("() => performance.getEntriesByName('first-contentful-paint').length"):
        if time.perf_counter() > until:
            raise SystemExit("the page was not painted")
        page.wait_for_timeout(20)
    first, largest = page.evaluate(PAINTED)
    return first, largest


# In the browser


def print_browser(port: int, path: str) -> None:
    with chromium.browser(path) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        first = []
        for _ in range(3):
            page.goto(f"http://127.0.0.1:{port}/", wait_until="load")
            first.append(_painted(page))
        (cold, largest), warm = first[0], median(paint for paint, _ in first[1:])
        print(
            f"first contentful paint {cold:.0f} ms, with a warm cache {warm:.0f} ms; largest {largest:.0f} ms", end=""
        )
        print(f" (to reach: under {REACH['first paint']})")
        page.wait_for_load_state("networkidle")
        for name, gesture in {
            "panning the map": _pan,
            "zooming the map": _zoom,
            "brushing the timeline": _brush,
        }.items():
            page.evaluate(RECORD)
            until = time.perf_counter() + GESTURE_SECONDS
            gesture(page, until)
            _print_frames(name, page.evaluate(RECORDED))


def _print_frames(name: str, moments: Sequence[float]) -> None:
    gaps = sorted(after - before for before, after in pairwise(moments))
    rate = 1000 * len(gaps) / sum(gaps)
    print(
        f"{name}: {rate:.0f} frames a second (to reach: {REACH['frames']}), "
        f"the slowest twentieth {1000 / _percentile(gaps, 0.95):.0f}, longest gap {gaps[-1]:.0f} ms"
    )


def _pan(page: Page, until: float) -> None:
    left, top, width, height = _box(page, "#map")
    middle = left + width / 2, top + height / 2
    turn = 0
    while time.perf_counter() < until:
        page.mouse.move(*middle)
        page.mouse.down()
        for step in range(20):
            page.mouse.move(middle[0] + (-1) ** turn * step * width / 60, middle[1] + step * height / 80)
        page.mouse.up()
        turn += 1


def _zoom(page: Page, until: float) -> None:
    left, top, width, height = _box(page, "#map")
    page.mouse.move(left + width / 2, top + height / 2)
    turn = 0
    while time.perf_counter() < until:
        for _ in range(10):
            page.mouse.wheel(0, (-1) ** turn * -60)
            page.wait_for_timeout(20)
        turn += 1


def _brush(page: Page, until: float) -> None:
    left, top, width, height = _box(page, "#timeline")
    while time.perf_counter() < until:
        page.mouse.move(left + width * 0.2, top + height / 2)
        page.mouse.down()
        for step in range(40):
            page.mouse.move(left + width * (0.2 + 0.6 * step / 40), top + height / 2)
        page.mouse.up()


def _box(page: Page, selector: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of the element, brought into view."""
    element = page.locator(selector)
    element.scroll_into_view_if_needed()
    box: Mapping[str, float] | None = element.bounding_box()  # type: ignore[assignment]
    if box is None:
        raise SystemExit(f"the page shows no {selector}")
    return box["x"], box["y"], box["width"], box["height"]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.web", description=__doc__)
    parser.add_argument("--ledger", type=Path, help="a ledger to serve instead of the made-up one")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    options = parser.parse_args(arguments)
    print(heading("web"))
    ledger = options.ledger or MADE
    if options.ledger is None and not MADE.is_file():
        MADE.parent.mkdir(exist_ok=True)
        made_ledger.write(MADE)
    with served(ledger) as desk:
        port = desk.port
        claims = _json(port, "/api/claims")["total"]
        print(f"{ledger.name}: {claims:,} claims; opened in {desk.seconds:.1f} s")
        questions = Questions(port, SEED)
        print("  asked        answers    median       99th         slowest")
        for clients, count in ((1, ALONE), (options.clients, options.questions)):
            addresses = [questions.next() for _ in range(count)]
            started, worked = time.perf_counter(), _worked(desk.pid)
            answers = asked(port, addresses, clients)
            print(f"{clients} at once" if clients > 1 else "one alone")
            print_answers(answers, time.perf_counter() - started, _worked(desk.pid) - worked)
        print(f"  to reach with {CLIENTS}: median {REACH['median']} ms, 99th percentile {REACH['99th percentile']} ms")
        print(f"  {questions.repeated / questions.made:.1%} of the addresses were asked before")
        if (path := chromium.found()) is None:
            print("no Chromium here: paint and frames are not measured")
        else:
            print_browser(port, path)
        print(f"peak memory of the server {_megabytes(desk.pid):,.0f} MB (to reach: under {REACH['memory']})")


if __name__ == "__main__":
    main()
