"""`sectionf catch-up`: where sessions that were recorded as not held could be made up; a proposal, never a demand."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from app import screen
from app.options import day, takes
from models.catch_up import CatchUp

FewOrNone = int | None
AsDay = dt.date | None


class CatchUpOptions(NamedTuple):
    """What `catch-up` can be told: the limits, each of which has a usual value."""

    case: Annotated[Path, typer.Argument(help="A case folder, such as one that `check` wrote.")]
    as_of: Annotated[AsDay, typer.Option(parser=day, help="Look from the day after this one on.")] = None
    until: Annotated[AsDay, typer.Option(parser=day, help="The last day; else the end of the term dates.")] = None
    minutes_a_day: Annotated[FewOrNone, typer.Option(min=1, help="Made up on one day at most.")] = None
    sessions_a_day: Annotated[FewOrNone, typer.Option(min=1, help="Made up on one day at most.")] = None
    sessions_a_week: Annotated[FewOrNone, typer.Option(min=1, help="Made up in one week at most.")] = None
    adult_a_week: Annotated[FewOrNone, typer.Option(min=1, help="Sessions of each adult in one week at most.")] = None
    use: Annotated[list[str] | None, typer.Option(help="Use places with this label only; may be repeated.")] = None
    spare: Annotated[list[str] | None, typer.Option(help="Use no place with this label; may be repeated.")] = None
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON, for other programs.")] = False


@takes(CatchUpOptions)
def catch_up(options: CatchUpOptions) -> None:
    """Propose where sessions that were not held could be made up. Says so where they do not fit."""
    found = _looked(options)
    if options.json:
        screen.show_json(_answer(found))
        return
    from pipeline.catch_up.words import catch_up_words

    for line in catch_up_words(found):
        screen.show(line)


def _looked(options: CatchUpOptions) -> CatchUp:
    with screen.progress() as step:
        step("Starting")
        from pipeline.case_folder import read_case
        from pipeline.catch_up.proposal import catch_up as look
        from pipeline.catch_up.proposal import usual_limits
        from pipeline.said_beside import settled

        case = settled(read_case(options.case, dt.date.today()), options.case)
        case = case.model_copy(update={"as_of": options.as_of}) if options.as_of else case
        limits = usual_limits(
            minutes_a_day=options.minutes_a_day, sessions_a_day=options.sessions_a_day,
            sessions_a_week=options.sessions_a_week, deliverer_sessions_a_week=options.adult_a_week,
            last_day=options.until, allowed=tuple(options.use or ()), refused=tuple(options.spare or ()))
        return look(case, limits, step)


def _answer(found: CatchUp) -> dict[str, Any]:
    totals = {"minutes_owed": found.minutes_owed, "minutes_placed": found.minutes_placed}
    return {"schema": "sectionf/catch-up/1", **found.model_dump(mode="json"), **totals}
