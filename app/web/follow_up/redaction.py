"""A copy without the names of other children and of staff: the words that were found, corrected, then the copy."""

from fastapi import APIRouter, Request, Response

from app.web import clock
from app.web.access.gate import Desk, TheCase
from app.web.follow_up.take_away import download
from app.web.forms import Answers, Typed
from app.web.pages import page
from models.redaction import Hidden, HiddenNames
from pipeline.desk.checked import Checked, checked
from pipeline.desk.letter_desk import worked_on
from pipeline.proof.verify import archive
from pipeline.redaction.copies import copies
from pipeline.redaction.hiding import Hiding
from pipeline.redaction.people import people
from pipeline.store.nouns import Store

router = APIRouter()
KEPT = "hidden-names"
SAID = {"yes": True, "no": False}
MORE = 3
"""Empty lines for names that were not found."""


@router.get("/cases/{case_id}/take-away/redacted")
def ask(request: Request, case: TheCase, desk: Desk) -> Response:
    """Show the names that were found, and ask about those that may be none."""
    names = _names(desk.store, case.id, checked(desk.store, case.id, clock.today()))
    return page(request, "redaction.html", case=case, names=names, open_=(), more=MORE)


@router.post("/cases/{case_id}/take-away/redacted")
def give(request: Request, case: TheCase, desk: Desk, answers: Typed) -> Response:
    """Keep what was said of the names, and give the copy once all of them are settled."""
    found = checked(desk.store, case.id, clock.today())
    names = _answered(_names(desk.store, case.id, found), answers)
    desk.store.put(case.id, KEPT, HiddenNames(names=names))
    if open_ := tuple(one.name for one in names if one.hide is None):
        return page(request, "redaction.html", 422, case=case, names=names, open_=open_, more=MORE)
    files = copies(found.report, found.case, Hiding(names), worked_on(found, desk.store, case.id))
    name = f"sectionf-redacted-{clock.today()}"
    return download(f"{name}.zip", archive(name, files))


def _names(store: Store, case_id: str, found: Checked) -> tuple[Hidden, ...]:
    """Give the names that were found, and those that a person added, as they were last answered."""
    kept = store.get(case_id, KEPT, HiddenNames).names if store.has(case_id, KEPT) else ()
    said, every = {one.name: one for one in kept}, people(found.report, found.case)
    listed = {one.name for one in every}
    return (*(said.get(one.name, one) for one in every), *(one for one in kept if one.name not in listed))


def _answered(names: tuple[Hidden, ...], answers: Answers) -> tuple[Hidden, ...]:
    """Lay what was typed over the names; a line that was filled in below them is one more."""
    told = [one.model_copy(update={"hide": SAID.get(answers.text(f"hide-{place}")),
                                   "instead": answers.text(f"with-{place}") or one.instead})
            for place, one in enumerate(names)]
    added = [Hidden(name=name, instead=answers.text(f"more-with-{place}") or "[…]", hide=True)
             for place in range(MORE) if (name := answers.text(f"more-{place}"))]
    return (*told, *added)
