"""Review: one reading at a time beside the picture of its page, settled with one key or one press."""

from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from app.plain_words import reading_words
from app.web import clock
from app.web.access.gate import Desk as Cases
from app.web.access.gate import TheCase, Visitor
from app.web.checks import Checks
from app.web.pages import page
from models.provision import Provision
from models.review import Made
from pipeline.review.card import Show, by_key, card, chosen, met, next_after
from pipeline.review.decisions import key, standing
from pipeline.review.desk import Desk, Item
from pipeline.review.history import deed
from pipeline.review.room import Room, crops

router = APIRouter()
END = "end"


class Visit(NamedTuple):
    """One person at the readings of one case, and what they go through."""

    case: TheCase
    room: Room
    desk: Desk
    show: Show
    words: str

    def item(self, about: str) -> Item:
        """Give the item of a fingerprint, or of its start."""
        found = [item for item in self.desk.queue if about and item.about.startswith(about)]
        if not found:
            raise HTTPException(404)
        return found[0]

    def laid(self, item: Item) -> Provision:
        """Give an item with the decisions so far laid over it."""
        return self.desk.laid_over(item)

    def address(self, at: str = "", step: str = "", **more: str) -> str:
        """Give the address of a place in the review, or of a step from there: it survives a reload."""
        asked = {"show": str(self.show), "q": self.words, "at": at[:16], **more}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/cases/{self.case.id}/review{f'/{step}' if step else ''}?{query}"

    def seen(self, item: Item) -> str:
        """Give the key of the last decision about an item that a page shows; empty where there is none."""
        stand = [made for made in standing(self.desk.made) if made.about == item.about]
        return key(stand[-1]) if stand else ""

    def onward(self, there: str, seen: str, *kept: Made) -> Response:
        """Go on after decisions, and say there if another person decided about the same thing unseen."""
        others = [other for made in kept if (other := met(self.desk, made, seen))]
        return RedirectResponse(f"{there}&met={key(others[0])}" if others else there, 303)

    def after(self, about: str) -> str:
        """Give the address of the next item to look at, or of the end."""
        following = next_after(self.desk, chosen(self.desk, self.show, self.words), about)
        return self.address(following.about if following else END)


def visit(case: TheCase, person: Visitor, cases: Cases, show: Show = Show.OPEN, q: str = "") -> Visit:
    """Open the review of a case for whoever asks."""
    room = Room(cases.store, case.id, clock.today())
    return Visit(case, room, room.desk(person.name), show, q.strip())


TheVisit = Annotated[Visit, Depends(visit)]


@router.get("/cases/{case_id}/review")
def review(request: Request, visit: TheVisit, at: str = "", item: str = "", met: str = "") -> Response:
    """Show a reading, or the summary when there is none left."""
    among = chosen(visit.desk, visit.show, visit.words)
    if at == END or not (at or item or among):
        return page(request, "review_end.html", **_all(visit, among))
    shown = _shown(visit, at, item) if at or item else among[0]
    told = card(visit.desk, shown)
    ahead = next_after(visit.desk, among, shown.about)
    return page(request, "review.html", card=told, after=visit.after(shown.about), pictures=pictures(visit, shown),
                ahead=pictures(visit, ahead) if ahead else [], before=_neighbours(visit, shown), met=_met(visit, met),
                seen=visit.seen(shown), **_all(visit, among))


def _shown(visit: Visit, at: str, name: str) -> Item:
    """Give the item of a place, or of an id that another page names."""
    if at:
        return visit.item(at)
    found = [item for item in visit.desk.queue if item.provision.id == name]
    if not found:
        raise HTTPException(404)
    return found[0]


def _all(visit: Visit, among: list[Item]) -> dict[str, Any]:
    """Give what every page of the review shows."""
    open_ = chosen(visit.desk, Show.OPEN)
    return {"case": visit.case, "visit": visit, "among": among, "open": {item.about for item in open_},
            "doubts": len(chosen(visit.desk, Show.DOUBT)), "facts": reading_words, "deed": deed,
            "last": visit.desk.last_act(), "shows": list(Show)}


def _neighbours(visit: Visit, item: Item) -> tuple[str, str]:
    """Give the words before and after an item whose plan has no pages to be drawn."""
    items = visit.desk.items()
    place = items.index(item)
    return (items[place - 1].provision.text if place else "",
            items[place + 1].provision.text if place + 1 < len(items) else "")


def _met(visit: Visit, key_met: str) -> Made | None:
    """Give the decision of another person that ours came upon."""
    return next((made for made in visit.desk.made if key(made) == key_met), None) if key_met else None


def pictures(visit: Visit, item: Item) -> list[str]:
    """Give the addresses of the pictures of an item, one for each of its pages."""
    many = len(crops(visit.room.case, item.provision))
    return [f"/cases/{visit.case.id}/review/pictures/{item.about}/{number}" for number in range(many)]


@router.get("/cases/{case_id}/review/pictures/{about}/{number}")
def picture(visit: TheVisit, about: str, number: int, narrow: bool = False) -> Response:
    """Give the picture of the words of an item."""
    drawn = visit.room.picture(visit.item(about).provision, number, narrow=narrow)
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn, media_type="image/webp")


@router.post("/cases/{case_id}/review/decide")
def decide(visit: TheVisit, about: Annotated[str, Form()], act: Annotated[str, Form()],
           seen: Annotated[str, Form()] = "") -> Response:
    """Keep a decision about an item, and go on; what another person has decided meanwhile is said, and kept."""
    item = visit.item(about)
    made = by_key(visit.desk, item, act, clock.now())
    if made is None:
        raise HTTPException(404)
    visit.desk.keep(made)
    return visit.onward(visit.after(item.about), seen, made)


@router.post("/cases/{case_id}/review/check")
def check(case: TheCase, checks: Checks) -> Response:
    """Check the case again with what was decided."""
    checks.start(case.id)
    return RedirectResponse(f"/cases/{case.id}/progress", 303)


@router.post("/cases/{case_id}/review/undo")
def undo(visit: TheVisit) -> Response:
    """Take back what this person did last, and go back to it."""
    last = visit.desk.last_act()
    visit.desk.undo(clock.now())
    return RedirectResponse(visit.address(last[0].about if last else ""), 303)
