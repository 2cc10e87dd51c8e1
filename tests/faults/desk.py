"""The journeys of whoever works in the browser: from handing papers in to erasing the case."""

import re
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from fastapi.testclient import TestClient

from app.web import clock
from app.web.access.gate import Gate
from app.web.application import application
from models.caseload import State as HowFar
from models.errors import OutputFailed
from models.record import HERE, What
from pipeline import steps
from pipeline.store.cases import Cases
from pipeline.store.corrections import corrections
from pipeline.store.database import Database
from pipeline.store.erasure import Tombstones
from pipeline.store.nouns import Store
from pipeline.store.record import Deed, Record
from pipeline.store.sealed.sealing_up import sealed_up
from pipeline.store.team.people import People
from pipeline.store.working import sweep
from tests.doors.commands import KIT, contents
from tests.faults.commands import AT
from tests.faults.made import TODAY
from tests.faults.trial import Journey, State
from tests.web.runs import Here

OF_THE_MOMENT = {"progress", "activity", "order", "written", "corrections"}
"""What says when and where; of corrections one that was begun may stand there twice, and is looked at by itself."""
EVENT = {"kind": "call", "date": "12 December 2025", "words": "We wrote to the school."}
Asking = Callable[[TestClient, str], object]


def desk(world: Path) -> Cases:
    """Give the desk of the world."""
    home = world / "home"
    home.mkdir(exist_ok=True)
    return Cases(Database(f"sqlite:///{home / 'sectionf.db'}"), Store(home / "cases"))


def start(world: Path) -> None:
    """Do what a desk does when it is started."""
    cases = desk(world)
    sweep()
    sealed_up(cases.store)
    cases.put_right()
    People(cases.database).put_right()
    cases.database.tidy()


def empty(world: Path) -> None:
    """Have a desk without cases; there was one."""
    start(world)
    Record(world / "home").add(Deed(HERE, What.OPENED), AT)
    Tombstones(world / "home").put("0" * 32, TODAY)


def handed_in(world: Path) -> None:
    """Have a case whose papers were handed in."""
    empty(world)
    asked(hand_in)(world)


def _hand_in_anew(world: Path) -> None:
    """Erase a case that came in without its papers, as its row in the list shows, and hand them in again."""
    cases = desk(world)
    for case in cases.all():
        cases.erase(case.id, TODAY)
    asked(hand_in)(world)


def checked(world: Path) -> None:
    """Have a case that was checked."""
    handed_in(world)
    check(world)


def asked(asking: Asking) -> Callable[[Path], None]:
    """Ask for something in the browser; what is answered with an error is said in the words of its page."""
    def go(world: Path) -> None:
        cases, gate = desk(world), Gate()
        case_id = next((case.id for case in cases.all()), "")
        with mock.patch.object(clock, "now", lambda: AT):
            client = TestClient(application(cases, gate, Here(cases)), base_url="http://localhost",
                                follow_redirects=False, raise_server_exceptions=False)
            assert client.get("/enter", params={"token": gate.token}).status_code == 303
            answer = asking(client, case_id)
        if answer.status_code >= 400:
            said = re.sub(r"<[^>]+>|\s+", " ", answer.text)
            assert "fault of this program" not in said, said
            raise OutputFailed(said)
    return go


def check(world: Path) -> None:
    """Check the case, as a worker does that was asked for it."""
    cases = desk(world)
    (case,) = cases.all()
    with cases.store.opened(case.id):
        try:
            steps.take_up(cases.store, case.id, TODAY)
            for step in steps.STEPS:
                step(cases.store, case.id)
        except steps.CaseStopped as stopped:
            raise OutputFailed(str(stopped)) from None
    cases.mark(case.id, HowFar.DONE, AT)


def look(world: Path) -> State:
    """Give all that a desk has, in clear."""
    cases, found = desk(world), {}
    for case in cases.all():
        assert case.stopped is None, case
        found[f"{case.name}: listed"] = case.state.encode()
        store = cases.store
        found |= {f"{case.name}: {name}": re.sub(rb"[0-9a-f]{32}", b"*", store.content(case.id, name))
                  for name in store.names(case.id) if name not in OF_THE_MOMENT}
        found |= {f"{case.name}: {one.what} corrected": one.after.encode() for one in corrections(store, case.id)}
        with store.opened(case.id):
            for part, folder in (("papers", store.papers(case.id)), ("results", store.results(case.id))):
                kept = {name: one for name, one in contents(folder).items() if not name.startswith(".")}
                found |= {f"{case.name}: {part}/{name}": one for name, one in kept.items()}
    return found


def hand_in(client: TestClient, _case_id: str) -> object:
    files = [("papers", (path.name, path.read_bytes())) for path in sorted(KIT.iterdir()) if path.name != "case.toml"]
    return client.post("/cases", files=files, data={"name": "Kit"})


def _decide(client: TestClient, case_id: str) -> object:
    page = client.get(f"/cases/{case_id}/review")
    if page.status_code >= 400:
        return page
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page.text)[1] for name in ("about", "seen")}
    return client.post(f"/cases/{case_id}/review/decide?show=open", data=hidden | {"act": "accept"})


def to(path: str, **form: str) -> Asking:
    return lambda client, case_id: client.post(f"/cases/{case_id}{path}", data=form)


def _rename(world: Path) -> None:
    cases = desk(world)
    cases.rename(cases.all()[0].id, "Another")


JOURNEYS = (
    Journey("hand papers in", empty, asked(hand_in), look, start, together=("Kit: papers/",), repeats=False,
            again=_hand_in_anew),
    Journey("check at the desk", handed_in, check, look, start, together=("Kit: results/",),
            tells=("Kit: ending",)),
    Journey("decide", checked, asked(_decide), look, start, repeats=False),
    Journey("enter an event", checked, asked(to("/events/new", **EVENT)), look, start, repeats=False),
    Journey("whom letters are from", checked, asked(to("/people", sender_name="R Quill")), look, start,
            repeats=False),
    Journey("write a note", checked, asked(to("/notes", words="Rang the school.")), look, start, repeats=False),
    Journey("rename", checked, _rename, look, start, repeats=False),
    Journey("erase", checked, asked(to("/erase")), look, start, together=("",), repeats=False, settles=True),
)
