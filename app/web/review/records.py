"""What has to be said of the records: where labels belong, who initials are, what a column holds; one key each."""

from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from app.plain_words import amount_words
from app.web import clock
from app.web.pages import page
from app.web.review.one_at_a_time import END, TheVisit, Visit
from models.counts import count_in
from pipeline.review.decisions import settled, standing
from pipeline.review.history import deed
from pipeline.review.records_desk import Choice, Kind, Question, RecordsDesk, open_records_desk, roles

router = APIRouter()


class Sitting(NamedTuple):
    """One person at the records of one case."""

    visit: Visit
    desk: RecordsDesk

    @property
    def left(self) -> list[Question]:
        """The questions that nobody has answered yet."""
        return self.desk.waiting

    def address(self, place: int | str = "", step: str = "") -> str:
        """Give the address of a question, by its number, or of a step from there."""
        query = f"?{urlencode({'at': place})}" if place != "" else ""
        return f"/cases/{self.visit.case.id}/records{f'/{step}' if step else ''}{query}"

    def after(self, place: int) -> str:
        """Give the address of the next question that nobody has answered."""
        left = {question.about for question in self.left}
        later = (number for number, one in enumerate(self.desk.queue) if number > place and one.about in left)
        return self.address(next(later, END))

    def go_to(self, about: str) -> int:
        """Go to the question of a name, and give its number."""
        if not self.desk.go_to(about):
            raise HTTPException(404)
        return self.desk.place


def sitting(visit: TheVisit) -> Sitting:
    """Open the questions about the records for whoever asks."""
    room = visit.room
    return Sitting(visit, open_records_desk(visit.desk, room.findings, room.case.logs, every=True))


TheSitting = Annotated[Sitting, Depends(sitting)]


@router.get("/cases/{case_id}/records")
def records(request: Request, sitting: TheSitting, at: str = "") -> Response:
    """Show a question about the records, or the end of them."""
    first = at or sitting.after(-1).rpartition("=")[2]
    if first == END:
        return page(request, "records_end.html", **_told(sitting))
    place = count_in(first)
    if place is None or place >= len(sitting.desk.queue):
        raise HTTPException(404)
    return _question(request, sitting, place)


def _told(sitting: Sitting) -> dict[str, Any]:
    return {"case": sitting.visit.case, "sitting": sitting, "last": sitting.desk.last_act(), "deed": deed,
            "left": sitting.left}


def _question(request: Request, sitting: Sitting, place: int, wrong: str = "") -> Response:
    question = sitting.desk.queue[place]
    stand = [made for made in standing(sitting.desk.made) if made.about == question.about]
    return page(request, "records.html", 422 if wrong else 200, question=question, place=place, wrong=wrong,
                after=sitting.after(place), answered=question.about in settled(stand), decisions=stand, roles=roles(),
                amount=amount_words, items=sitting.desk.items, **_told(sitting))


@router.post("/cases/{case_id}/records/answer")
def answer(request: Request, sitting: TheSitting, about: Annotated[str, Form()], act: Annotated[str, Form()] = "",
           words: Annotated[str, Form()] = "") -> Response:
    """Keep an answer, and go on."""
    place = sitting.go_to(about)
    if not kept(sitting.desk, act, words.strip()):
        person = sitting.desk.queue[place].kind is Kind.PERSON
        return _question(request, sitting, place, "Say who it is." if person else "Choose one of these.")
    return RedirectResponse(sitting.after(place), 303)


def kept(desk: RecordsDesk, act: str, words: str) -> bool:
    """Keep an answer to the question at which a desk stands; whether it is one."""
    return {Kind.LABEL: _place, Kind.PERSON: _name, Kind.COLUMN: _hold}[desk.queue[desk.place].kind](desk, act, words)


def _place(desk: RecordsDesk, act: str, words: str) -> bool:
    """Give a label to a choice by its number, to an item by its name, or to nothing; whether the answer is one."""
    choices = desk.queue[desk.place].choices
    named = desk.provision(words) if act == "other" else None
    chosen = Choice(named) if named else None
    if count_in(act) in range(1, len(choices) + 1):
        chosen = choices[int(act) - 1]
    if chosen is None and act != "none":
        return False
    desk.give(chosen, clock.now())
    return True


def _name(desk: RecordsDesk, _act: str, words: str) -> bool:
    if words:
        desk.name(words, clock.now())
    return bool(words)


def _hold(desk: RecordsDesk, act: str, _words: str) -> bool:
    if act in roles():
        desk.hold(act, clock.now())
    return act in roles()


@router.post("/cases/{case_id}/records/undo")
def undo(sitting: TheSitting) -> Response:
    """Take back what this person said last of the records, and go back to it."""
    went = sitting.desk.undo(clock.now())
    return RedirectResponse(sitting.address(sitting.desk.place if went else ""), 303)
