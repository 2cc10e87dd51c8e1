"""What each request does, in a word of the record: the one place where the web app's routes are told apart."""

import re
from collections.abc import Mapping

from fastapi import Request, Response

from app.recorded import record_of_web
from app.web.access.gate import OWNER
from models.record import HERE, NOBODY_KNOWN, What

OF_A_CASE = "/cases/{case_id}"
LOOKS: Mapping[str, What | None] = {
    "/progress": None, "/check": None, "/picture": None, "/report/page": None, "/pages/": What.READ, "/rows": What.READ,
    "/papers/{paper_id}": What.READ, "/report": What.READ, "/letter.docx": What.DRAFTED, "/pack.zip": What.DRAFTED,
    "/take-away/redacted": What.OPENED, "/take-away/": What.TAKEN_AWAY, "/files/": What.TAKEN_AWAY,
    "/offline": What.TAKEN_AWAY,
    "/record/": What.EXPORTED,
    "/about/all": What.EXPORTED, "/caseload/export": What.EXPORTED, "/caseload": What.OPENED, OF_A_CASE: What.OPENED}
"""Of what is only looked at or taken away: a part of the path -> the word; the first that fits counts."""
CHANGES: Mapping[str, What | None] = {
    "/stay": None, "/about/hold": What.HELD, "/about/lift": What.HOLD_LIFTED, "/about/keep": What.KEPT,
    "/retention": What.TERMS_CHANGED, "/sign-in": What.SIGNED_IN, "/sign-out": What.SIGNED_OUT, "/join": What.JOINED,
    "/team/invite": What.INVITED, "/role": What.ROLE_CHANGED, "/team/": What.ACCESS_ENDED,
    "/sharing/invite": What.INVITED, "/sharing/{person_id}": What.UNSHARED, "/sharing": What.SHARED,
    "/tokens/": What.TOKEN_ENDED, "/tokens": What.TOKEN_MADE,
    "/take-away/redacted": What.TAKEN_AWAY, "/plan-file/erase": What.REMOVED, "/erase": What.ERASED,
    "/remove": What.REMOVED, "/what-if": What.CHECKED,
    "/review/check": What.CHECKED, "/caseload/check": What.CHECKED, OF_A_CASE + "/check": What.CHECKED,
    "/review": What.DECIDED, "/readings": What.DECIDED, "/questions": What.DECIDED, "/records": What.DECIDED,
    "/replace": What.HANDED_IN, "/papers/": What.CORRECTED, "/papers": What.HANDED_IN,
    "/import": What.HANDED_IN, OF_A_CASE: What.CORRECTED, "/cases": What.HANDED_IN}
"""Of what changes something."""
DELETED = {"/papers/": What.REMOVED, OF_A_CASE: What.ERASED}
OF_A_PAGE = ("/picture", "/report/page")
"""What a page that is recorded shows within it; asked for by itself, it is read."""
WITHIN = ("image", "iframe")
"""What a browser says of such a request (Sec-Fetch-Dest)."""
SAFE = ("GET", "HEAD")
NEW_CASE = re.compile(r"/cases/([0-9a-f]{32})(?:/|$)")


def word_for(method: str, path: str) -> What | None:
    """Give the word for a request to an address of the app; none for what is no access to anything.

    >>> word_for("GET", "/cases/{case_id}/pages/{number}"), word_for("DELETE", "/api/cases/{case_id}")
    (<What.READ: 'read'>, <What.ERASED: 'erased'>)
    >>> word_for("GET", "/cases/{case_id}/progress") is None
    True
    """
    words = LOOKS if method in SAFE else DELETED if method == "DELETE" else CHANGES
    return next((word for part, word in words.items() if part in path), None)


def keep(request: Request, response: Response) -> None:
    """Record what was done; what was refused was not done, but for a wrong password."""
    route = request.scope.get("route")
    what = _word(request, route.path) if route else None
    if response.status_code >= 400:
        what = What.FAILED_SIGN_IN if what is What.SIGNED_IN else None
    if what:
        case_id = str(request.path_params.get("case_id") or (_new_case(response) if what is What.HANDED_IN else ""))
        record_of_web(request.app.state.cases.store.folder.parent, who(request), what, case_id)


def _word(request: Request, path: str) -> What | None:
    """Give the word for a request; a part of a page is told of with the page that shows it."""
    if request.method in SAFE and any(part in path for part in OF_A_PAGE):
        return None if request.headers.get("sec-fetch-dest") in WITHIN else What.READ
    return word_for(request.method, path)


def who(request: Request) -> str:
    """Say who asks, as the record does: by the id of an account, or that it was this computer."""
    person = getattr(request.state, "person", None)
    if person is None:
        return getattr(request.state, "who", NOBODY_KNOWN)
    return HERE if person is OWNER else str(person.id)


def _new_case(response: Response) -> str:
    """Give the new case that the answer leads to."""
    led = NEW_CASE.search(response.headers.get("location", ""))
    return led[1] if led else ""
