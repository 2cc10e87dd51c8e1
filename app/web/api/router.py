"""The API: what the pages show and ask, as JSON, for a charity's own systems; described at `/api/openapi.json`."""

from typing import Any

from fastapi import APIRouter, Response, Security
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from fastapi.security import APIKeyCookie, HTTPBearer

from app.web.access.gate import API, COOKIE, Visitor
from app.web.api import cases, findings, letters, review
from app.web.faults import PROBLEM, Problem
from pipeline.contract import Json

WHY = """Every address names cases, papers and readings by ids. A program sends a token that somebody made for it on the
page “Tokens” (`Authorization: Bearer …`), and reaches the cases of that person and no others. What cannot be done
is answered with `what`, `where` and `remedy`, and never with words of a paper."""
FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {PROBLEM: {"schema": Problem.model_json_schema()}}}
    for status, words in {400: "It cannot be done as things stand.", 401: "Nobody whom we know is asking.",
                          403: "A change that another site asks for.", 404: "It is not there, or not yours.",
                          422: "It could not be understood."}.items()}
KEYS = [Security(HTTPBearer(auto_error=False)), Security(APIKeyCookie(name=COOKIE, auto_error=False))]
router = APIRouter(prefix=API.rstrip("/"), responses=FAULTS, dependencies=KEYS)
for part in (cases, review, findings, letters):
    router.include_router(part.router)


def described() -> Json:
    """Give the API as OpenAPI describes it."""
    return get_openapi(title="Section F", version="1", description=WHY, routes=router.routes)


@router.get("/openapi.json", include_in_schema=False)
def openapi(_person: Visitor) -> Response:
    """Give the description of the API to whoever is signed in."""
    return JSONResponse(described())
