"""A second reader's pages: a few accepted readings once more, without what was decided about them."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from app.plain_words import reading_words
from app.web import clock
from app.web.pages import page
from app.web.review.one_at_a_time import TheVisit, Visit, pictures
from models.noun import Noun
from models.review import Action
from pipeline.review.alternatives import alternatives, edits_from
from pipeline.review.card import taken
from pipeline.review.desk import Item
from pipeline.review.lay_over import edited
from pipeline.review.second_reader import agreement, left, read_again, round_of, sample

router = APIRouter()


@router.get("/cases/{case_id}/review/second")
def second(request: Request, visit: TheVisit, number: int = 0, at: str = "") -> Response:
    """Show what is to be read again, or how often the readers agreed."""
    number = number or round_of(visit.desk, visit.case.id)
    waiting = left(visit.desk, visit.case.id, number)
    if not waiting:
        return page(request, "second_end.html", case=visit.case, number=number,
                    drawn=sample(visit.desk, visit.case.id, number), ever=agreement(visit.desk.made),
                    here_and_now=agreement(visit.desk.made, number))
    item = visit.item(at) if at else waiting[0]
    if item not in waiting:
        raise HTTPException(404)
    return _card(request, visit, number, item)


def _card(request: Request, visit: Visit, number: int, item: Item, **said: Any) -> Response:
    waiting = left(visit.desk, visit.case.id, number)
    told: dict[str, Any] = {"words": "", "changed": None, "wrong": ""} | said
    return page(request, "second.html", 422 if told["wrong"] else 200, case=visit.case, visit=visit, item=item,
                number=number, waiting=waiting, after=_after(visit, number, waiting, item), facts=reading_words,
                choices=alternatives(item.provision), pictures=pictures(visit, item), neighbours=("", ""), **told)


def _after(visit: Visit, number: int, waiting: list[Item], item: Item) -> str:
    """Give the address of the one after an item, and of the first behind the last."""
    following = waiting[(waiting.index(item) + 1) % len(waiting)]
    return visit.address(following.about, "second", number=str(number))


class Said(Noun):
    """What the form of a second reader says."""

    about: str
    act: str
    words: str = ""


@router.post("/cases/{case_id}/review/second")
def decide(request: Request, visit: TheVisit, number: int, said: Annotated[Said, Form()]) -> Response:
    """Keep what the second reader decided, and go on."""
    item, words = visit.item(said.about), said.words.strip()
    if item not in left(visit.desk, visit.case.id, number):
        raise HTTPException(404)
    edits = edits_from(words, item.provision) if said.act in ("words", "keep") and words else {}
    if said.act == "words" or (said.act == "keep" and not edits):
        return _card(request, visit, number, item, words=words, wrong="" if edits else "Nothing could be read in that.",
                     changed=edited(item.provision, edits) if edits else None)
    read_again(visit.desk, item, number, (Action.EDIT, edits) if said.act == "keep" else _took(item, said.act),
               clock.now())
    return RedirectResponse(visit.address("", "second", number=str(number)), 303)


def _took(item: Item, act: str) -> tuple[Action, dict[str, Any]]:
    choice = taken(alternatives(item.provision), act)
    if choice is not None:
        return Action.EDIT, choice.edits
    if act not in (Action.ACCEPT, Action.REJECT):
        raise HTTPException(404)
    return Action(act), {}
