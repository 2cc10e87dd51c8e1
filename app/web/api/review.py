"""The API of the review: readings and what is decided about them, and what has to be said of the records."""

from typing import Any

from fastapi import APIRouter

from app.web import clock
from app.web.api.nouns import Answer, Asked, Decide, Offered, ReadingHeld
from app.web.review.one_at_a_time import TheVisit, Visit
from app.web.review.records import TheSitting, kept
from models.errors import UnusableEntry
from models.review import Action, Made
from pipeline.contract import doubt_json, provision_json
from pipeline.review.alternatives import edits_from
from pipeline.review.card import by_key, card, chosen
from pipeline.review.decisions import settled, standing
from pipeline.review.desk import Item
from pipeline.review.lay_over import edited
from pipeline.review.records_desk import Kind, Question

router = APIRouter(tags=["review"])
NO_READING = UnusableEntry("no reading could be made of that.", where="edits, words",
                           remedy="Give the fields that are otherwise, or say how much and how often.")


@router.get("/cases/{case_id}/readings")
def readings(visit: TheVisit) -> list[ReadingHeld]:
    """List readings, those in doubt first: by default those that nobody has settled."""
    return [_held(visit, item) for item in chosen(visit.desk, visit.show, visit.words)]


@router.get("/cases/{case_id}/readings/{about}")
def reading(visit: TheVisit, about: str) -> ReadingHeld:
    """Give one reading."""
    return _held(visit, visit.item(about))


@router.post("/cases/{case_id}/readings/{about}/decisions", status_code=201)
def decide(visit: TheVisit, about: str, said: Decide) -> ReadingHeld:
    """Decide about a reading: accept it, leave it out, take one of its choices, or correct it."""
    item = visit.item(about)
    visit.desk.keep(_made(visit, item, said))
    return _held(visit, item)


def _made(visit: Visit, item: Item, said: Decide) -> Made:
    if said.act == "edit":
        return visit.desk.decision(item, Action.EDIT, clock.now(), _edits(visit, item, said), said.words or said.why)
    made = by_key(visit.desk, item, f"take-{said.choice}" if said.act == "take" else said.act, clock.now())
    if made is None:
        raise UnusableEntry("there is no such choice.", where="choice", remedy="Take one that is offered.")
    return made


@router.post("/cases/{case_id}/readings/undo")
def undo(visit: TheVisit) -> list[ReadingHeld]:
    """Take back what you did last, and give the readings that this was about."""
    last = {made.about for made in visit.desk.last_act()}
    visit.desk.undo(clock.now())
    visit.desk.lay_out(every=True)
    return [_held(visit, item) for item in visit.desk.queue if item.about in last]


def _edits(visit: Visit, item: Item, said: Decide) -> dict[str, Any]:
    """Give what is otherwise; it has to make a reading before it is kept."""
    laid = visit.laid(item)
    edits: dict[str, Any] = {str(name): value for name, value in said.edits.items()}
    if said.words and not edits:
        edits = edits_from(said.words, laid)
    if not edits:
        raise NO_READING
    edited(laid, edits)
    return edits


def _held(visit: Visit, item: Item) -> ReadingHeld:
    told = card(visit.desk, item)
    return ReadingHeld(about=item.about, reading=provision_json(told.reading), settled=told.settled,
                       doubts=[doubt_json(doubt) for doubt in told.doubts],
                       choices=[Offered(words=one.words, edits=one.edits) for one in told.choices],
                       decisions=[made.model_dump(mode="json") for made in told.decisions])


@router.get("/cases/{case_id}/questions")
def questions(sitting: TheSitting) -> list[Asked]:
    """List what has to be said of the records: where labels belong, who people are, what columns hold."""
    done = settled(standing(sitting.desk.made))
    return [_asked(one, answered=one.about in done) for one in sitting.desk.queue]


@router.post("/cases/{case_id}/questions/answers", status_code=201)
def answer(sitting: TheSitting, said: Answer) -> list[Asked]:
    """Answer a question about the records."""
    sitting.go_to(said.about)
    if not kept(sitting.desk, *_act(sitting.desk.queue[sitting.desk.place].kind, said)):
        raise UnusableEntry("this is no answer to that question.", remedy="Give one that is offered.")
    return questions(sitting)


@router.post("/cases/{case_id}/questions/undo")
def take_back(sitting: TheSitting) -> list[Asked]:
    """Take back what you said last of the records."""
    sitting.desk.undo(clock.now())
    return questions(sitting)


def _act(kind: Kind, said: Answer) -> tuple[str, str]:
    """Give an answer as its page sends it."""
    if kind is not Kind.LABEL:
        return (said.role, "") if kind is Kind.COLUMN else ("", said.name)
    if said.nothing:
        return "none", ""
    return ("other", said.provision) if said.provision else (str(said.choice), "")


def _asked(one: Question, *, answered: bool) -> Asked:
    choices = [{"provision_id": choice.provision.id, "schedule": choice.schedule} for choice in one.choices]
    return Asked(about=one.about, kind=one.kind, words=one.words, reason=one.reason, place=one.place, choices=choices,
                 examples=list(one.examples), answered=answered)
