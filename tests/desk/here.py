"""The desk in a thread of the tests' own process: opened sooner than a process that must load everything first."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from benchmarks.serving import Served
from sayso.desk.app import application
from sayso.desk.keeper import opened


@contextmanager
def served_here(ledger: Path) -> Iterator[Served]:
    """The desk of the ledger, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening, opened(ledger) as keeper:
        server = uvicorn.Server(uvicorn.Config(application(keeper), log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield Served(listening.getsockname()[1], None, os.getpid(), 0.0)
        finally:
            server.should_exit = True
            thread.join()
