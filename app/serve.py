"""`sectionf serve`: the web app on this machine, for whoever holds the address that is printed."""

import contextlib
import socket
import webbrowser
from typing import Annotated

import typer

from app import screen

HOST = "127.0.0.1"


def serve(
    port: Annotated[int, typer.Option(help="The port; 0 takes one that is free.")] = 8642,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Open the web app on this machine. Nothing leaves it."""
    import uvicorn

    from app.web.application import application
    from app.web.gate import Gate
    from pipeline.store.cases import Cases
    from pipeline.store.database import database
    from pipeline.store.nouns import Store

    gate = Gate()
    listening = _listen(port)
    address = f"http://{HOST}:{listening.getsockname()[1]}/enter?token={gate.token}"
    screen.show(f"Section F is open at\n\n    {address}\n\nThe address works once. Press Ctrl+C here to end.")
    if browser:
        webbrowser.open(address)
    made = application(Cases(database(), Store.default()), gate)
    settings = uvicorn.Config(made, log_level="warning", access_log=False, server_header=False)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(settings).run(sockets=[listening])


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
