"""`sectionf extract`: a plan in, its provisions out."""

from pathlib import Path
from typing import Annotated

import typer

from app import screen
from models.provision import PlanReading


def extract(
    plan: Annotated[Path, typer.Argument(help="The plan: PDF (scanned too), DOCX or TXT.")],
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON, for other programs.")] = False,
) -> None:
    """Read what a plan says: each item of Section F, with its page."""
    with screen.progress() as step:
        step("Reading the plan")
        from extractors.plan import read_plan
        from pipeline.contract import extract_json

        reading = read_plan(plan)
    if json:
        screen.show_json(extract_json(reading))
    else:
        _show(reading)


def _show(reading: PlanReading) -> None:
    from app.findings_words import note
    from app.plain_words import reading_words

    for provision in reading.provisions:
        screen.show(f"{provision.id}  (page {provision.quote.page})  {provision.text}")
        for line in reading_words(provision):
            screen.show(f"    {line}")
        for doubt in provision.review:
            screen.show(f"    Please look: {doubt.reason}")
        screen.show("")
    open_doubts = sum(bool(provision.review) for provision in reading.provisions)
    screen.show(f"{len(reading.provisions)} provisions; {open_doubts} need a person to look.")
    for doubt in reading.warnings:
        screen.show(f"Note: {note(doubt)}")
