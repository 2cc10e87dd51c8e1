"""Pages: a template filled with facts. What a template needs to write amounts and dates is here, too."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

import templates
from app.web.keeping.warned import stands
from models.people import Power
from pipeline.rules import rules
from templates.words import FILTERS, hours_and_minutes, long_date

FOLDER = Path(templates.__file__).parent
FOLDERS = (FOLDER / "pages", FOLDER / "report")
"""Pages, and the pictures that they share with the report."""


@cache
def environment() -> SandboxedEnvironment:
    """Give the environment of all pages: escaped, and strict about what is missing."""
    made = SandboxedEnvironment(loader=FileSystemLoader(FOLDERS), autoescape=True, undefined=StrictUndefined,
                                trim_blocks=True, lstrip_blocks=True)
    made.filters |= {**FILTERS, "amount": hours_and_minutes, "moment": moment}
    made.globals |= {name: rules("wording")[name] for name in ("buckets", "natures")}
    return made


def page(request: Request, name: str, status: int = 200, **facts: Any) -> HTMLResponse:
    """Give a page, or with htmx the part of one, made of a template and facts."""
    template = environment().get_template(name)
    minutes = request.app.state.gate.minutes
    account = getattr(request.state, "person", None) if minutes else None
    told = {"here": request.url.path, "account": account, "minutes": minutes, "powers": Power,
            "standing": stands(request, facts["case"]) if "case" in facts else None}
    return HTMLResponse(template.render({**told, **facts}), status)


def moment(when: dt.datetime) -> str:
    """Write a moment by the clock of this machine.

    >>> moment(dt.datetime(2025, 11, 3, 9, 5))
    '3 November 2025, 9.05am'
    """
    here = when.astimezone() if when.tzinfo else when
    return f"{long_date(here.date())}, {here:%I.%M}{'am' if here.hour < 12 else 'pm'}".replace(", 0", ", ")
