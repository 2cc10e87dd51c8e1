"""What takes more than one key in the review: an edit with its preview, a cut, a join, and several at once."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request, Response
from starlette.datastructures import FormData

from app.plain_words import reading_words
from app.web import clock
from app.web.pages import page
from app.web.review.one_at_a_time import TheVisit, Visit, pictures
from models.review import Action
from pipeline.review.alternatives import edits_from
from pipeline.review.card import alike, choices
from pipeline.review.desk import Item
from pipeline.review.forms import CHOICES, Filled, blank, filled
from pipeline.review.lay_over import edited
from pipeline.review.parts import cut_places, halves, parts_of
from pipeline.review.room import file_of
from pipeline.review.shape import read_joined

router = APIRouter()


@router.get("/cases/{case_id}/review/edit")
def edit(request: Request, visit: TheVisit, at: str, choice: int = 0) -> Response:
    """Ask for a correction."""
    item = visit.item(at)
    named = [one.words for number, one in enumerate(choices(visit.desk, item), 1) if number == choice]
    return _edit_page(request, visit, item, why="".join(named))


@router.post("/cases/{case_id}/review/edit")
async def try_edit(request: Request, visit: TheVisit, at: str) -> Response:
    """Show how a correction is read, and keep it once it is confirmed."""
    item, form = visit.item(at), await request.form()
    words, typed = _text(form, "words"), blank(visit.laid(item))
    if form.get("by") == "form":
        typed = {name: _text(form, name) for name in typed}
        done = filled(visit.laid(item), typed)
    else:
        done = _by_words(visit, item, words)
    if done.wrong or not done.edits or form.get("sure") != "yes":
        said = {"words": words, "form": typed, "by": _text(form, "by"), "why": _text(form, "why"), "done": done}
        return _edit_page(request, visit, item, status=422 if done.wrong or not done.edits else 200, **said)
    made = visit.desk.decision(item, Action.EDIT, clock.now(), done.edits, words or _text(form, "why"))
    visit.desk.keep(made)
    return visit.onward(visit.after(item.about), _text(form, "seen"), made)


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _by_words(visit: Visit, item: Item, words: str) -> Filled:
    edits = edits_from(words, visit.laid(item)) if words else {}
    said = "Nothing could be read in that. Say how much and how often, such as “two 30-minute sessions a week”."
    return Filled(edits, {} if edits else {"words": said})


def _edit_page(request: Request, visit: Visit, item: Item, status: int = 200, **said: Any) -> Response:
    reading = visit.laid(item)
    done: Filled | None = said.get("done")
    changed = edited(reading, done.edits) if done and done.edits else None
    facts: dict[str, Any] = {"words": "", "form": blank(reading), "by": "words", "why": "", "done": done} | said
    return page(request, "review_edit.html", status, reading=reading, changed=changed, options=CHOICES,
                rows=range(len(reading.schedules) + 1), **facts, **_common(visit, item))


def _common(visit: Visit, item: Item) -> dict[str, Any]:
    return {"case": visit.case, "visit": visit, "item": item, "facts": reading_words, "seen": visit.seen(item),
            "pictures": pictures(visit, item), "neighbours": ("", "")}


@router.get("/cases/{case_id}/review/split")
def split(request: Request, visit: TheVisit, at: str, cut: int = 0) -> Response:
    """Ask where an item is to be cut, and show how the two parts are read."""
    item = visit.item(at)
    return page(request, "review_split.html", places=cut_places(item.provision.text), cut=cut,
                read=halves(item.provision, cut), **_common(visit, item))


@router.post("/cases/{case_id}/review/split")
def do_split(visit: TheVisit, at: str, cut: Annotated[int, Form()], seen: Annotated[str, Form()] = "") -> Response:
    """Cut an item, and go on with its first part."""
    item = visit.item(at)
    texts = [part.text for part in halves(item.provision, cut)]
    if not texts:
        raise HTTPException(404)
    parts = parts_of(file_of(visit.room.case, item.provision), item.provision.quote, texts)
    made = visit.desk.split(item, parts, clock.now())
    first = next(one for one in visit.desk.items() if one.provision.id == f"{item.provision.id}a")
    return visit.onward(visit.address(first.about), seen, made)


@router.get("/cases/{case_id}/review/join")
def join(request: Request, visit: TheVisit, at: str) -> Response:
    """Show how an item would be read together with the next."""
    item = visit.item(at)
    following = visit.desk.following(item)
    if following is None:
        raise HTTPException(404)
    return page(request, "review_join.html", following=following, more=pictures(visit, following),
                together=read_joined(item.provision, following.provision), **_common(visit, item))


@router.post("/cases/{case_id}/review/join")
def do_join(visit: TheVisit, at: str, following: Annotated[str, Form()],
            seen: Annotated[str, Form()] = "") -> Response:
    """Join an item with the one that was shown as the next, and go on with the two."""
    item = visit.item(at)
    there = visit.desk.following(item)
    if there is None or there.about != following:
        raise HTTPException(404)
    made = visit.desk.join(item, there, clock.now())
    whole = next(one for one in visit.desk.items() if one.provision.id == item.provision.id)
    return visit.onward(visit.address(whole.about), seen, made)


@router.get("/cases/{case_id}/review/alike")
def look_alike(request: Request, visit: TheVisit, at: str) -> Response:
    """Show the items with the same words or the same reading, for one decision on all."""
    item = visit.item(at)
    group = [item, *alike(visit.desk, item)]
    return page(request, "review_alike.html", group=[(one, pictures(visit, one)) for one in group],
                **_common(visit, item))


@router.post("/cases/{case_id}/review/alike")
def accept_alike(visit: TheVisit, at: str, about: Annotated[list[str], Form()]) -> Response:
    """Accept those that were left ticked, as one act."""
    moment = clock.now()
    made = [visit.desk.decision(visit.item(one), Action.ACCEPT, moment) for one in about]
    visit.desk.keep(*made)
    return visit.onward(visit.after(visit.item(at).about), "", *made)
