"""`sectionf kept`: what batches keep of their cases, so that nothing is done twice: listed, given away, and erased."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from app import screen
from app.export import Out, written
from app.recorded import record
from app.unlocking import unlocked
from models.record import What

if TYPE_CHECKING:
    from pipeline.kept_by_batches import KeptCase

kept = typer.Typer(help="What batches keep of their cases; see docs/privacy.md.", no_args_is_help=True)
NOTHING = "Batches keep nothing."
REMAINS = ("Papers and results are yours, and remain where you have them. As long as the papers are in a caseload, "
           "its next batch keeps the case again; until then its overview names it.")


@kept.command("list")
@unlocked()
def show() -> None:
    """Show of which cases anything is kept. Says where their papers and results lie."""
    from pipeline.batch import store_of_batches
    from pipeline.kept_by_batches import kept_cases

    cases = kept_cases(store_of_batches())
    for case in cases:
        screen.show(in_words(case))
    if not cases:
        screen.show(NOTHING)


@kept.command()
@unlocked()
def export(case: Annotated[str, typer.Argument(metavar="CASE", help="By its id or its name.")], out: Out) -> None:
    """Write all that is kept of one case into an archive, in clear. For whoever asks what is held of them."""
    from pipeline.batch import store_of_batches
    from pipeline.kept_by_batches import chosen, everything_kept, kept_cases

    store = store_of_batches()
    found = chosen(kept_cases(store), case)
    written(out, everything_kept(store, found.id, out.stem))
    record(What.EXPORTED, found.id)
    screen.show(f"{out.name}: all that batches keep of {in_words(found)}.")


@kept.command()
@unlocked()
def erase(
    case: Annotated[list[str] | None, typer.Argument(metavar="CASE", help="A case, by its id or its name.")] = None,
    all_of_them: Annotated[bool, typer.Option("--all", help="All cases of all batches.")] = False,
) -> None:
    """Erase what is kept of cases. The key of each goes first, so that no copy can be opened any more."""
    from pipeline import kept_by_batches as keeping
    from pipeline.batch import store_of_batches

    if bool(case) is all_of_them:
        raise typer.BadParameter("name the cases, or say --all.")
    store = store_of_batches()
    cases = keeping.kept_cases(store)
    for one in cases if all_of_them else [keeping.chosen(cases, said) for said in case or ()]:
        keeping.erase(store, [one.id], dt.date.today())
        record(What.ERASED, one.id)
        screen.show(f"Erased: {in_words(one)}")
    screen.show(REMAINS)


def in_words(case: "KeptCase") -> str:
    """Say what is known of a case in one line."""
    from pipeline.places.address import shown
    from templates.words import long_date

    if not case.name:
        return f"{case.id}  cannot be opened; last kept on {long_date(case.last)}"
    return (f"{case.id}  {case.name}: last kept on {long_date(case.last)}; papers in {shown(case.papers)}, "
            f"results in {shown(case.out)}")
