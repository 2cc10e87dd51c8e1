"""`sectionf serve`: the web app on this machine, for whoever holds the address that is printed."""

import contextlib
import signal
import socket
import sys
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from app import screen

if TYPE_CHECKING:
    from app.web.gate import Keeper

HOST = "127.0.0.1"
LAST_SECONDS = 2
"""For which answers that are under way may go on when the program ends."""


def serve(
    port: Annotated[int, typer.Option(help="The port; 0 takes one that is free.")] = 8642,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    team: Annotated[bool, typer.Option("--team", help="Several people, each with their own cases.")] = False,
    name: Annotated[list[str] | None, typer.Option(help="With --team: a name under which a proxy on this machine "
                                                        "serves the app; may be repeated.")] = None,
) -> None:
    """Open the web app on this machine. Nothing leaves it."""
    import uvicorn

    from app.web import clock
    from app.web.application import HERE, application
    from flows.runner import Runner
    from pipeline.store.cases import Cases
    from pipeline.store.database import database
    from pipeline.store.nouns import Store

    cases = Cases(database(), Store.default())
    runner = Runner(cases, clock.now)
    runner.open()
    listening = _listen(port)
    gate, path = _team_gate() if team else _gate()
    address = f"http://{HOST}:{listening.getsockname()[1]}{path}"
    once = " The address works once." if "token" in path else ""
    screen.show_unended(f"Section F is open at\n\n    {address}\n\nPress Ctrl+C here to end.{once}\n")
    if browser:
        webbrowser.open(address)
    made = application(cases, gate, runner, (*HERE, *(name or ())))
    settings = uvicorn.Config(made, log_level="critical", access_log=False, server_header=False,
                              timeout_graceful_shutdown=LAST_SECONDS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))       # so that what was started here is ended in order
    with contextlib.suppress(KeyboardInterrupt):
        try:
            uvicorn.Server(settings).run(sockets=[listening])
        finally:
            runner.close()


def _gate() -> tuple["Keeper", str]:
    """Give the gate of one user, and the path that opens it once."""
    from app.web.gate import Gate

    gate = Gate()
    return gate, f"/enter?token={gate.token}"


def _team_gate() -> tuple["Keeper", str]:
    """Give the gate of a team; where nobody has an account yet, with the path by which the first admin makes one."""
    from app.web import clock
    from app.web.team_gate import TeamGate
    from models.people import Role
    from pipeline.store.database import database
    from pipeline.store.sign_ins import SignIns

    gate = TeamGate(SignIns(database()), clock.now)
    if any(person.active for person in gate.people.all()):
        return gate, "/sign-in"
    return gate, f"/join?token={gate.people.invite(Role.ADMIN, clock.now())}"


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
