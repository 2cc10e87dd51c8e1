"""How far a check has come: a page that shows it as it stands, and a stream that goes on from where one left off."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from app.web.gate import Desk, TheCase
from app.web.pages import page
from models.caseload import State
from models.errors import UnusableCase
from pipeline.store.cases import Cases
from pipeline.store.progress import Told, told

router = APIRouter()
PAUSE = 0.25
"""Seconds between two looks at how far a check has come."""
GOING_ON = (State.WAITING, State.RUNNING)


@router.get("/cases/{case_id}/progress")
def progress(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show what was told of the check; when it is over, what came of it."""
    if case.state is State.DONE:
        return RedirectResponse(f"/cases/{case.id}", 303)
    return page(request, "progress.html", case=case, told=told(desk.store, case.id), going_on=case.state in GOING_ON)


@router.get("/cases/{case_id}/progress/events")
def events(request: Request, case: TheCase, desk: Desk) -> Response:
    """Send each line as it is told; a browser that comes back says which was its last."""
    last = request.headers.get("last-event-id", "")
    return StreamingResponse(_events(desk, case.id, last), media_type="text/event-stream")


async def _events(desk: Cases, case_id: str, last: str) -> AsyncIterator[str]:
    run, _, number = last.partition("-")
    sent = int(number) if number.isdigit() else 0
    while True:
        state = _state(desk, case_id)
        now = told(desk.store, case_id)
        sent = sent if now.run == run else 0
        run = now.run
        for line in _lines(now, sent):
            yield line
        sent = len(now.lines)
        if state not in GOING_ON:
            yield "event: end\ndata: end\n\n"
            return
        await asyncio.sleep(PAUSE)


def _state(desk: Cases, case_id: str) -> State | None:
    """Give the state before the lines are read, so that none is missed; None for a case that was erased meanwhile."""
    try:
        return desk.get(case_id).state
    except UnusableCase:
        return None


def _lines(now: Told, sent: int) -> list[str]:
    return [f"id: {now.run}-{number}\ndata: {line}\n\n" for number, line in enumerate(now.lines, 1) if number > sent]
