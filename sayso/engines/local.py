"""Runs a pure function over items on the cores of this machine. Outcomes come as they are ready, in no order.

An item that raises, takes too long or takes its process down with it costs that item alone: the process is replaced.
Workers are started from nothing and told what to import: a program that calls this needs no guard around its own code.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from queue import SimpleQueue
from typing import Any, TypeVar

from sayso.engines.outcome import Outcome, attempt
from sayso.errors import SaysoError

START = "import sys; sys.path[:] = sys.argv[1:]; from sayso.engines.worker import serve; serve()"
AHEAD = 2
"""Items handed out per worker, so that none waits while the caller stores what came out."""

I = TypeVar("I")  # noqa: E741
O = TypeVar("O")  # noqa: E741


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    make: Callable[[], Callable[[I], O]], items: Iterable[I], jobs: int, seconds: Callable[[I], float]
) -> Iterator[Outcome[I, O]]:
    """The outcome of the function that ``make`` (picklable) makes, for each item (picklable, as are results).

    ``jobs=1`` runs here, with no limit of time; else each of ``jobs`` processes makes its own function, and an item may
    take ``seconds(item)``. Raises what ``make`` raises, and ``SaysoError`` where a process does not start.
    """
    if jobs == 1:
        function = make()
        yield from (attempt(function, item) for item in items)
    else:
        yield from _Pool(make, jobs, seconds).outcomes(items)


class _Pool:
    """As many threads as jobs, each driving one worker process; items go in and outcomes come out by queues."""

    def __init__(self, make: Callable[[], Any], jobs: int, seconds: Callable[[Any], float]) -> None:
        self.make = pickle.dumps(make)
        self.jobs = jobs
        self.seconds = seconds
        self.tasks: SimpleQueue[Any] = SimpleQueue()
        self.done: SimpleQueue[Outcome[Any, Any] | Exception] = SimpleQueue()
        self.workers: set[_Worker] = set()
        self.closed = threading.Event()

    def outcomes(self, items: Iterable[Any]) -> Iterator[Outcome[Any, Any]]:
        threads = [threading.Thread(target=self._drive, daemon=True) for _ in range(self.jobs)]
        for thread in threads:
            thread.start()
        out = 0
        try:
            for item in items:
                self.tasks.put((item,))
                out += 1
                if out >= AHEAD * self.jobs:
                    yield self._next()
                    out -= 1
            for _ in range(out):
                yield self._next()
        finally:
            self.closed.set()
            for _ in threads:
                self.tasks.put(None)
            for worker in tuple(self.workers):
                worker.process.kill()
            for thread in threads:
                thread.join()

    def _next(self) -> Outcome[Any, Any]:
        outcome = self.done.get()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _drive(self) -> None:
        worker = None
        try:
            worker = self._started()
            while (task := self.tasks.get()) is not None and not self.closed.is_set():
                outcome = worker.run(task[0], self.seconds(task[0]))
                if outcome.lost and not self.closed.is_set():
                    self._end(worker)
                    worker = self._started()
                self.done.put(outcome)
        except Exception as error:
            self.done.put(error)
        finally:
            if worker is not None:
                self._end(worker)

    def _started(self) -> _Worker:
        worker = _Worker()
        self.workers.add(worker)
        try:
            worker.start(self.make)
        except BaseException:
            self._end(worker)
            raise
        return worker

    def _end(self, worker: _Worker) -> None:
        self.workers.discard(worker)
        worker.end()


class _Worker:
    """One process that holds one function."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def start(self, make: bytes) -> None:
        """Has the function made. Raises what making it raised."""
        try:
            error = self._asked(make)
        except (OSError, EOFError, pickle.UnpicklingError) as broken:
            raise SaysoError("A reading process ended as it started: is there memory enough? Try --jobs 1.") from broken
        if error is not None:
            raise error

    def run(self, item: Any, seconds: float) -> Outcome[Any, Any]:
        late = threading.Event()
        watch = threading.Timer(seconds, self._stop, [late])
        watch.daemon = True
        watch.start()
        try:
            return replace(self._asked(pickle.dumps(item)), item=item)
        except (OSError, EOFError, pickle.UnpicklingError):
            reason = f"took longer than {seconds:,.0f} s" if late.is_set() else "ended the process that read it"
            return Outcome(item, None, f"it {reason}: it is tried again by the next build.", lost=True)
        finally:
            watch.cancel()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.stdout.close()
        with suppress(OSError):  # what was not yet sent has nowhere to go
            self.stdin.close()

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self.process.kill()

    def _asked(self, message: bytes) -> Any:
        self.stdin.write(message)
        self.stdin.flush()
        return pickle.load(self.stdout)
