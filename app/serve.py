"""`sectionf serve`: the web app on this machine, for whoever holds the address that is printed."""

import contextlib
import signal
import socket
import sys
import webbrowser
from typing import Annotated

import typer

from app import screen

HOST = "127.0.0.1"
LAST_SECONDS = 2
"""For which answers that are under way may go on when the program ends."""


def serve(
    port: Annotated[int, typer.Option(help="The port; 0 takes one that is free.")] = 8642,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Open the web app on this machine. Nothing leaves it."""
    import uvicorn

    from app.web import clock
    from app.web.application import application
    from app.web.gate import Gate
    from flows.runner import Runner
    from pipeline.store.cases import Cases
    from pipeline.store.database import database
    from pipeline.store.nouns import Store

    gate = Gate()
    listening = _listen(port)
    address = f"http://{HOST}:{listening.getsockname()[1]}/enter?token={gate.token}"
    screen.show(f"Section F is open at\n\n    {address}\n\nThe address works once. Press Ctrl+C here to end.")
    if browser:
        webbrowser.open(address)
    cases = Cases(database(), Store.default())
    runner = Runner(cases, clock.now)
    settings = uvicorn.Config(application(cases, gate, runner), log_level="critical", access_log=False,
                              server_header=False, timeout_graceful_shutdown=LAST_SECONDS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))       # so that what was started here is ended in order
    runner.open()
    with contextlib.suppress(KeyboardInterrupt):
        try:
            uvicorn.Server(settings).run(sockets=[listening])
        finally:
            runner.close()


def _listen(port: int) -> socket.socket:
    """Take the port, or a free one where it is taken."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError:
        made.bind((HOST, 0))
    made.listen()
    return made
