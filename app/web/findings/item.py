"""What was found of one item, with an address behind every number."""

from fastapi import APIRouter, HTTPException, Request, Response

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.addresses import Addresses
from app.web.pages import page
from models.provision import Provision
from pipeline.calendars.open_days import SchoolDays
from pipeline.desk.checked import Checked, checked
from pipeline.findings.leads import worked_out
from pipeline.report.cards import card
from pipeline.review.room import Room, crops
from pipeline.review.standing import findings_of

router = APIRouter()


@router.get("/cases/{case_id}/findings/{provision_id}")
def finding(request: Request, case: TheCase, desk: Desk, provision_id: str) -> Response:
    """Show the card of one item."""
    found = checked(desk.store, case.id, clock.today())
    provision = _provision(found, provision_id)
    findings = findings_of(found.report, provision)
    told = card(found.report, provision, SchoolDays(found.report.calendar))
    every = [one.id for one in found.report.reading.provisions if one.id not in found.report.rejected]
    return page(request, "finding.html", case=case, card=told, provision=provision, others=_beside(every, provision_id),
                pictures=len(crops(found.case, provision)),
                found=findings, lines=[worked_out(one) for one in findings], addresses=Addresses(case.id, found.case))


@router.get("/cases/{case_id}/findings/{provision_id}/pictures/{number}")
def picture(case: TheCase, desk: Desk, provision_id: str, number: int, narrow: bool = False) -> Response:
    """Give the words of an item as the plan prints them, on one of its pages."""
    provision = _provision(checked(desk.store, case.id, clock.today()), provision_id)
    drawn = Room(desk.store, case.id, clock.today()).picture(provision, number, narrow=narrow)
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn, media_type="image/webp")


def _beside(every: list[str], name: str) -> tuple[str, str]:
    """Name the items before and after one; empty at the ends."""
    place = every.index(name) if name in every else -1
    return (every[place - 1] if place > 0 else "", every[place + 1] if 0 <= place < len(every) - 1 else "")


def _provision(found: Checked, name: str) -> Provision:
    """Give the item of an id; one that was set aside has no findings."""
    for one in found.report.reading.provisions:
        if one.id == name:
            return one
    raise HTTPException(404)
