"""The people of a team: invited, given a role, ended; and with whom a case is shared."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from app.web.access.gate import TheCase, Visitor
from app.web.access.signing_in import Team
from app.web.forms import Typed
from app.web.pages import page
from models.caseload import CaseEntry
from models.errors import UnusableEntry
from models.people import Power, Role

router = APIRouter()


def needs(power: Power) -> Any:
    """Refuse whoever lacks a power; of a page that they may not open, they are not told that it is there."""

    def check(person: Visitor) -> None:
        if not person.may(power):
            raise HTTPException(404)

    return Depends(check)


@router.get("/team", dependencies=[needs(Power.INVITE)])
def team(request: Request, gate: Team) -> Response:
    """Show the accounts."""
    return _team(request, gate)


@router.post("/team/invite", dependencies=[needs(Power.INVITE)])
def invite(request: Request, gate: Team, answers: Typed) -> Response:
    """Make a link for one person, and show it once."""
    token = gate.people.invite(_role(answers.text("role")), gate.clock())
    return _team(request, gate, link=_link(request, token))


@router.post("/team/{person_id}/role", dependencies=[needs(Power.INVITE)])
def change_role(request: Request, gate: Team, person_id: str, answers: Typed) -> Response:
    """Give somebody another role."""
    return _done(request, gate, lambda: gate.people.change_role(person_id, _role(answers.text("role"))))


@router.post("/team/{person_id}/end", dependencies=[needs(Power.INVITE)])
def end(request: Request, gate: Team, person_id: str) -> Response:
    """End somebody's access."""
    return _done(request, gate, lambda: gate.people.end(person_id))


@router.get("/cases/{case_id}/sharing")
def sharing(request: Request, case: TheCase, person: Visitor, gate: Team) -> Response:
    """Show whose case it is."""
    return _sharing(request, case, gate)


@router.post("/cases/{case_id}/sharing", dependencies=[needs(Power.SHARE)])
def share(request: Request, case: TheCase, gate: Team, answers: Typed) -> Response:
    """Share a case with a colleague."""
    try:
        gate.people.share(case.id, answers.text("person"))
    except UnusableEntry as stop:
        return _sharing(request, case, gate, 422, wrong=stop)
    return RedirectResponse(f"/cases/{case.id}/sharing", 303)


@router.post("/cases/{case_id}/sharing/invite", dependencies=[needs(Power.SHARE)])
def invite_parent(request: Request, case: TheCase, gate: Team) -> Response:
    """Make a link by which a parent comes to this case, and show it once."""
    token = gate.people.invite(Role.PARENT, gate.clock(), case.id)
    return _sharing(request, case, gate, link=_link(request, token))


@router.post("/cases/{case_id}/sharing/{person_id}/end", dependencies=[needs(Power.TAKE_BACK)])
def take_back(request: Request, case: TheCase, gate: Team, person_id: str) -> Response:
    """End somebody's part in a case."""
    try:
        gate.people.take_back(case.id, person_id)
    except UnusableEntry as stop:
        return _sharing(request, case, gate, 422, wrong=stop)
    return RedirectResponse(f"/cases/{case.id}/sharing", 303)


def _done(request: Request, gate: Team, act: Callable[[], None]) -> Response:
    try:
        act()
    except UnusableEntry as stop:
        return _team(request, gate, 422, wrong=stop)
    return RedirectResponse("/team", 303)


def _team(request: Request, gate: Team, status: int = 200, link: str = "",
          wrong: UnusableEntry | None = None) -> Response:
    return page(request, "team.html", status, people=gate.people.all(), roles=list(Role), link=link, wrong=wrong)


def _sharing(request: Request, case: CaseEntry, gate: Team, status: int = 200, **facts: Any) -> Response:
    members = gate.people.members(case.id)
    person = request.state.person
    others = [one for one in gate.people.all() if one.active and one not in members]
    told: dict[str, Any] = {"link": "", "wrong": None, **facts}
    return page(request, "sharing.html", status, case=case, members=members, me=person,
                others=others if person.may(Power.SHARE) else [], may_share=person.may(Power.SHARE),
                may_take_back=person.may(Power.TAKE_BACK), **told)


def _role(words: str) -> Role:
    if words not in set(Role):
        raise UnusableEntry("there is no such role.", remedy="Choose one of the list.")
    return Role(words)


def _link(request: Request, token: str) -> str:
    return f"{request.base_url}join?token={token}"
