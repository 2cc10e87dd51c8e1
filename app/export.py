"""`sectionf export`: everything that is held of one case, to read and as JSON."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from app import screen
from app.recorded import record
from app.retention import found
from app.unlocking import unlocked
from models.errors import OutputFailed
from models.record import What

Out = Annotated[Path, typer.Option(metavar="<path>", help="The archive to write; a file that is not there yet.")]
NOTICE = "It holds the names of other people, too: see docs/privacy.md, “Your rights”, before it is given to somebody."


def export(
    case: Annotated[str, typer.Argument(help="The case, by its id or its name.")],
    out: Out,
) -> None:
    """Write all that is held of one case into an archive, in clear."""
    from pipeline.desk.held import Asked, everything_held
    from pipeline.store.cases import Cases
    from pipeline.store.database import database
    from pipeline.store.nouns import Store
    from pipeline.store.team.people import People

    with unlocked():
        cases = Cases(database(), Store.default())
        entry, people = found(cases, case), People(cases.database)
        names = {person.id: person.name for person in people.all()}
        asked = Asked(entry, names, tuple(person.name for person in people.members(entry.id)))
        with cases.store.opened(entry.id):
            content = everything_held(cases.store, asked, dt.date.today(), f"sectionf-held-{dt.date.today()}")
    written(out, content)
    record(What.EXPORTED, entry.id)
    screen.show(f"{out.name}: everything that is held of this case, in clear; begin with read_me_first.html. {NOTICE}")


def written(out: Path, content: bytes) -> None:
    """Write a file that is not there yet."""
    try:
        with out.open("xb") as file:
            file.write(content)
    except OSError:
        raise OutputFailed("this file could not be written, or is there already.", where=out.name,
                           remedy="Name one that is not there, in a folder of yours.") from None
