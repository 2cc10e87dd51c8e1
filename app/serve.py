"""`sectionf serve`: the web app on this machine, for whoever holds the address that is printed."""

import contextlib
import datetime as dt
import os
import signal
import socket
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import screen
from app.unlocking import unlocked

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.web.access.gate import Keeper
    from pipeline.store.team.tokens import Tokens

HOST = "127.0.0.1"
LAST_SECONDS = 2
"""For which answers that are under way may go on when the program ends."""


@unlocked()
def serve(
    port: Annotated[int, typer.Option(help="The port; 0 takes one that is free.")] = 8642,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    team: Annotated[bool, typer.Option("--team", help="Several people, each with their own cases.")] = False,
    name: Annotated[list[str] | None, typer.Option(help="With --team: a name under which a proxy on this machine "
                                                        "serves the app; may be repeated.")] = None,
    api_token: Annotated[Path | None, typer.Option(help="Write a token for other programs into this file, for "
                                                        "`/api`; one that is there and still in use stays.")] = None,
) -> None:
    """Open the web app on this machine. Nothing leaves it."""
    from app.web import clock
    from app.web.application import HERE, application
    from flows.keeping import Keeping
    from flows.runner import Runner
    from pipeline.store.cases import Cases
    from pipeline.store.database import database
    from pipeline.store.nouns import Store
    from pipeline.store.team.tokens import Tokens

    cases = Cases(database(), Store.default())
    if api_token:
        written_token(api_token, Tokens(cases.database), clock.now())
    runner = Runner(cases, clock.now)
    runner.open()
    keeping = Keeping(cases, clock.now, runner.forget, team=team)
    keeping.open()
    listening = _listen(port)
    gate, path = _team_gate() if team else _gate()
    address = said_where(listening.getsockname()[1], path, name)
    if browser:
        webbrowser.open(address)
    made = application(cases, gate, runner, (*HERE, *(name or ())))
    try:
        _run(made, listening)
    finally:
        keeping.close()
        runner.close()


def said_where(port: int, path: str, names: list[str] | None) -> str:
    """Say where the app is open, and give that address: behind a proxy, people reach it by the name of the proxy."""
    here = f"http://{HOST}:{port}"
    address = f"https://{names[0]}{path}" if names else f"{here}{path}"
    proxy = f"The proxy finds it at {here}. " if names else ""
    once = " The address works once." if "token" in path else ""
    screen.show_unended(f"Section F is open at\n\n    {address}\n\n{proxy}Press Ctrl+C here to end.{once}\n")
    return address


def _run(made: "FastAPI", listening: socket.socket) -> None:
    """Answer until somebody ends the program."""
    import uvicorn

    settings = uvicorn.Config(made, log_level="critical", access_log=False, server_header=False,
                              timeout_graceful_shutdown=LAST_SECONDS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))       # so that what was started here is ended in order
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(settings).run(sockets=[listening])


def written_token(path: Path, tokens: "Tokens", at: dt.datetime) -> None:
    """See that a file holds a token of the owner, which nobody else on this machine may read."""
    from app.web.access.gate import OWNER
    from models.errors import OutputFailed

    try:
        if path.exists():
            if tokens.holder(path.read_text("utf-8").strip(), at) == OWNER.id:
                return
            raise OutputFailed("This file holds no token that is in use.", where=path.name,
                               remedy="Remove it, or name another file.")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{tokens.make(OWNER.id, f'sectionf serve --api-token {path.name}'[:100], at)}\n")
    except (OSError, ValueError):
        raise OutputFailed("The token could not be written here.", where=path.name,
                           remedy="Name a file in a folder of yours.") from None


def _gate() -> tuple["Keeper", str]:
    """Give the gate of one user, and the path that opens it once."""
    from app.web.access.gate import Gate

    gate = Gate()
    return gate, f"/enter?token={gate.token}"


def _team_gate() -> tuple["Keeper", str]:
    """Give the gate of a team; where nobody has an account yet, with the path by which the first admin makes one."""
    from app.web import clock
    from app.web.access.team_gate import TeamGate
    from models.people import Role
    from pipeline.store.database import database
    from pipeline.store.team.sign_ins import SignIns

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
