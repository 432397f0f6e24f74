"""Proof that the desk answers: ``python -m tests.answers LEDGER`` serves it, asks for its first page and events, and ends it."""

from __future__ import annotations

import json
import subprocess
import sys
from urllib.request import urlopen

SECONDS = 120


def main(ledger: str) -> int:
    command = [sys.executable, "-m", "sayso", "serve", ledger, "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
        try:
            address = desk.stdout.readline().split()[-1] if desk.stdout is not None else ""
            with urlopen(address, timeout=SECONDS) as page:
                assert page.status == 200
            with urlopen(f"{address}api/events", timeout=SECONDS) as answer:
                found = json.load(answer)
        finally:
            desk.terminate()
    print(f"The desk answered at {address}: {found['total']} events, first {found['items'][0]['title']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
