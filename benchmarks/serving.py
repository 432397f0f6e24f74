"""``sayso serve`` in a process of its own, on a free port of loopback: for what is measured and tested from outside."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OPENING_SECONDS, CLOSING_SECONDS = 180.0, 30.0
PRINTED = re.compile(r"is on http://\S+?:(?P<port>\d+)/(?:\?token=(?P<token>\S+))?\s")


@dataclass(frozen=True, slots=True)
class Served:
    """Its port, the token that it printed, if any, its process, and how many seconds it took to open."""

    port: int
    token: str | None
    pid: int
    seconds: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(ledger: Path, *options: str) -> Iterator[Served]:
    """The desk of the ledger until the block ends. Raises ``RuntimeError`` with its last words if it doesn't open."""
    command = [sys.executable, "-m", "sayso", "serve", str(ledger), "--port", "0", "--no-browser", *options]
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "said").open("w+", encoding="utf-8") as said:
        started = time.perf_counter()
        server = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        try:
            while (printed := PRINTED.search(_read(said.name))) is None:
                if server.poll() is not None or time.perf_counter() - started > OPENING_SECONDS:
                    raise RuntimeError(f"sayso serve did not open: {_read(said.name)[-2000:]}")
                time.sleep(0.05)
            seconds = time.perf_counter() - started
            yield Served(int(printed["port"]), printed["token"], server.pid, seconds)
        finally:
            server.terminate()
            server.wait(timeout=CLOSING_SECONDS)


def _read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")
