"""A review that needs no program: one page with the pictures in it, which saves decisions as a file."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from app.plain_words import reading_words
from extractors.pages.picture import part_of_page
from models.case import Case
from pipeline.review.brought_back import sha256_of
from pipeline.review.card import Show, card, chosen
from pipeline.review.desk import Desk, Item
from pipeline.review.room import crops, file_of

STATIC = Path(__file__).parent / "web" / "static"


def offline_page(desk: Desk, case: Case) -> str:
    """Give the page: what nobody has settled yet, with the pictures of it where the plan has pages."""
    from app.web.pages import environment

    style = "".join((STATIC / name).read_text("utf-8") for name in ("pages.css", "review.css"))
    script = (STATIC / "offline.js").read_text("utf-8")
    items = [(card(desk, item), _pictures(item, case)) for item in chosen(desk, Show.OPEN)]
    told: dict[str, Any] = {"reading_sha256": sha256_of(desk), "count": len(items)}
    return environment().get_template("offline.html").render(
        cards=items, facts=reading_words, style=style, script=script, told=json.dumps(told),
        style_hash=_hash(style), script_hash=_hash(script))


def _pictures(item: Item, case: Case) -> list[str]:
    plan = file_of(case, item.provision)
    drawn = [part_of_page(plan, boxes) for boxes in crops(case, item.provision)]
    return [f"data:image/webp;base64,{base64.b64encode(picture).decode()}" for picture in drawn]


def _hash(text: str) -> str:
    """Name a script or a style so that the page's own policy allows it and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
