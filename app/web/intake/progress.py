"""How far a check has come: a page that shows it as it stands, and a stream that goes on from where one left off."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, StreamingResponse

from app.web.access.gate import Desk, Unopened
from app.web.pages import page
from models.caseload import UNDER_WAY, State
from models.counts import count_in
from models.errors import UnusableCase
from pipeline.store.cases import Cases
from pipeline.store.progress import Told, told

router = APIRouter()
PAUSE = 0.25
"""Seconds between two looks at how far a check has come."""


@router.get("/cases/{case_id}/progress")
def progress(request: Request, case: Unopened, desk: Desk) -> Response:
    """Show what was told of the check; when it is over, what came of it."""
    if case.state is State.DONE:
        return RedirectResponse(f"/cases/{case.id}", 303)
    return page(request, "progress.html", case=case, told=told(desk.store, case.id), going_on=case.state in UNDER_WAY)


@router.get("/cases/{case_id}/progress/events")
def events(request: Request, case: Unopened, desk: Desk) -> Response:
    """Send each line as it is told; a browser that comes back says which was its last."""
    last = request.headers.get("last-event-id", "")
    return StreamingResponse(_events(desk, case.id, last), media_type="text/event-stream")


async def _events(desk: Cases, case_id: str, last: str) -> AsyncIterator[str]:
    run, _, number = last.partition("-")
    sent = count_in(number) or 0
    while True:
        state, now = await run_in_threadpool(_looked_at, desk, case_id)
        sent = sent if now.run == run else 0
        run = now.run
        for line in _lines(now, sent):
            yield line
        sent = len(now.lines)
        if state not in UNDER_WAY:
            yield "event: end\ndata: end\n\n"
            return
        await asyncio.sleep(PAUSE)


def _looked_at(desk: Cases, case_id: str) -> tuple[State | None, Told]:
    """Give the state, and then what was told, so that no line is missed; None for a case that was erased meanwhile."""
    try:
        return desk.get(case_id).state, told(desk.store, case_id)
    except UnusableCase:
        return None, Told()


def _lines(now: Told, sent: int) -> list[str]:
    return [f"id: {now.run}-{number}\ndata: {line}\n\n" for number, line in enumerate(now.lines, 1) if number > sent]
