"""The far end of ``sayso.engines.local``: a process that takes pickled items on standard input and answers each.

First comes the maker of the function, last the end of input. What the function prints goes to standard error.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from dataclasses import replace

from sayso.engines.outcome import attempt


def serve() -> None:
    """Answers ``None`` or an error once the function is made, then an Outcome (without its item) an item."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends its workers
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        function = pickle.load(sys.stdin.buffer)()
    except Exception as error:
        pickle.dump(error, answers)
        answers.flush()
        return
    pickle.dump(None, answers)
    answers.flush()
    while True:
        try:
            item = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answer = pickle.dumps(replace(attempt(function, item), item=None))
        try:
            answers.write(answer)
            answers.flush()
        except BrokenPipeError:
            return
