"""Decisions brought back to a desk on which items of several readings lie, some of them decided about already."""

import functools
from pathlib import Path

from extractors.statement import read_statement
from models.provision import Plan, PlanReading, Provision
from models.source import Document, Quote
from pipeline.review.brought_back import bring_back, confirm, sha256_of
from pipeline.review.decisions import read_decisions
from pipeline.review.desk import Desk
from pipeline.review.lay_over import lay_over
from tests.fuzz.small import SEEDS


@functools.cache
def _reading() -> PlanReading:
    items = tuple(_item(number, **item) for number, item in enumerate(SEEDS["desk"]["items"], 1))
    return PlanReading(plan=Plan(), source=Document(file="plan.txt", sha256="0" * 64, pages=1), provisions=items)


def _item(number: int, text: str, **columns: str) -> Provision:
    read = read_statement(text, columns)
    return Provision(**{name: getattr(read, name) for name in type(read).model_fields}, id=f"F{number}",
                     columns=columns, quote=Quote(text=text))


def bring_back_from(path: Path) -> object:
    """Bring the decisions of a file back, confirm the words in which something was read, and bring them back again.

    In the file, THIS stands for the name of the reading and F1, F2 ... for those of its items.
    """
    desk = Desk(path.with_name("made.jsonl"), "Nell", [], reading=_reading())
    desk.lay_out(every=True)
    names = {"THIS": sha256_of(desk), **{item.provision.id: item.about for item in desk.queue}}
    desk.path.write_bytes(_named(SEEDS["desk"]["made"].encode(), names))
    desk.made[:] = read_decisions(desk.path)
    saved = _named(path.read_bytes(), names)
    done = bring_back(desk, saved)
    for wording in done.to_confirm:
        if wording.edits:
            confirm(desk, wording)
    assert not bring_back(desk, saved).kept, "what was brought back once is known"
    lay_over(desk.reading, desk.made)
    return done


def _named(content: bytes, names: dict[str, str]) -> bytes:
    for name, meant in names.items():
        content = content.replace(f'"{name}"'.encode(), f'"{meant}"'.encode())
    return content
