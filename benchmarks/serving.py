"""``sayso serve`` in a process of its own, on a free port of loopback: for what is measured and tested from outside."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OPENING_SECONDS, CLOSING_SECONDS = 180.0, 30.0
COMMAND = (sys.executable, "-c", "from sayso.cli import main; main()", "serve")


@dataclass(frozen=True, slots=True)
class Served:
    """Where it answers, its process, and how many seconds it took to open."""

    port: int
    pid: int
    seconds: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(ledger: Path, *options: str, said: Path | None = None) -> Iterator[Served]:
    """The desk of the ledger, until the end of the block; what it prints goes to the file ``said``.

    Raises ``RuntimeError`` with its last words if it doesn't open.
    """
    port = free_port()
    command = [*COMMAND, str(ledger), "--port", str(port), "--no-browser", *options]
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, (said or Path(folder) / "said").open("w+", encoding="utf-8") as words:
        server = subprocess.Popen(command, stdout=words, stderr=subprocess.STDOUT)
        try:
            while not is_open(port):
                if server.poll() is not None or time.perf_counter() - started > OPENING_SECONDS:
                    words.seek(0)
                    raise RuntimeError(f"sayso serve did not open: {words.read()[-2000:]}")
                time.sleep(0.05)
            yield Served(port, server.pid, time.perf_counter() - started)
        finally:
            server.terminate()
            server.wait(timeout=CLOSING_SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_open(port: int) -> bool:
    """Does anybody answer, whatever the answer?"""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=OPENING_SECONDS)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True
