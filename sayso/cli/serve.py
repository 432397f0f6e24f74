"""``sayso serve``: the desk in a browser."""

from __future__ import annotations

import gc
import secrets
import socket
import webbrowser
from pathlib import Path

import click

from sayso.cli.ledger import LEDGER
from sayso.errors import SaysoError

PORT = 8377
KEEP_ALIVE = 30
"""Seconds."""


@click.command(short_help="Open the desk on a ledger, in a browser.")
@LEDGER
@click.option("--host", default="127.0.0.1", show_default=True, help="Another than loopback asks for a token.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any that is free.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
def serve(ledger: Path, host: str, port: int, browser: bool) -> None:
    """Open the desk: a map, a timeline and lists to read, question and correct a ledger, in a browser on this machine.

    Nothing is fetched from outside. Decisions of reviewers are kept beside the ledger. Ctrl+C ends it.
    """
    # imported only where it is asked for: it takes a while to load
    import uvicorn

    from sayso.desk.app import STATIC, application
    from sayso.desk.guard import is_loopback
    from sayso.desk.keeper import opened

    if not (STATIC / "desk.css").is_file():
        raise SaysoError("The desk's scripts and styles are missing: install Sayso again, or run make in its folder.")
    token = None if is_loopback(host) else secrets.token_urlsafe(24)
    with _bound(host, port) as listening:
        click.echo(f"Opening {ledger} …", err=True)
        with opened(ledger) as keeper:
            # What stays for as long as the desk is open need not be gone through for garbage while somebody waits.
            gc.collect()
            gc.freeze()
            shown = f"[{host}]" if ":" in host else host
            address = f"http://{shown}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
            click.echo(f"{ledger} is on {address}")
            if browser:
                webbrowser.open(address)
            config = uvicorn.Config(
                application(keeper, token),
                log_level="error",
                access_log=False,
                server_header=False,
                timeout_keep_alive=KEEP_ALIVE,
            )
            uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises ``SaysoError`` if that can't be."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family)
        # asyncio does so for sockets of its own; without it the end of each answer waits 40 ms for an acknowledgement.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise SaysoError(f"{host}:{port} can't be used ({error.strerror or error}): choose another --port.") from error
    return listening
