"""`sectionf check`: a plan and the school's records in, a gap report and letters out."""

import datetime as dt
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from app import screen
from app.options import Redact, day, takes
from app.recorded import record
from models.case import Case
from models.errors import UnreadableFile
from models.gap import Report
from models.record import What

DATES = "2025-11-03 or “3 November 2025”"
FILE = "<path>"


class CheckOptions(NamedTuple):
    """What `check` can be told."""

    plan: Annotated[Path, typer.Argument(help="The plan (PDF, DOCX, TXT), or a case folder.")]
    earlier_plan: Annotated[
        list[Path] | None,
        typer.Option(metavar=FILE, help="Another version of the plan, in force before; may be repeated."),
    ] = None
    timetable: Annotated[list[Path] | None, typer.Option(metavar=FILE, help="A timetable; may be repeated.")] = None
    log: Annotated[list[Path] | None, typer.Option(metavar=FILE, help="A log of sessions; may be repeated.")] = None
    register: Annotated[list[Path] | None, typer.Option(metavar=FILE, help="A register; may be repeated.")] = None
    report: Annotated[
        list[Path] | None, typer.Option(metavar=FILE, help="The report of a professional; may be repeated."),
    ] = None
    calendar: Annotated[Path | None, typer.Option(help="The school's term dates.")] = None
    first: Annotated[dt.date | None, typer.Option("--from", parser=day, help=f"The first day: {DATES}.")] = None
    last: Annotated[dt.date | None, typer.Option("--to", parser=day, help="The last day.")] = None
    as_of: Annotated[dt.date | None, typer.Option(parser=day, help="The day of the check; without it, today.")] = None
    out: Annotated[Path | None, typer.Option(help="The folder for the results.")] = None
    pdf: Annotated[bool, typer.Option("--pdf", help="Write the report as a PDF, too (needs LibreOffice).")] = False
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON, for other programs.")] = False
    flow: Annotated[bool, typer.Option("--flow", help="Run as a Prefect flow.")] = False
    redact: Redact = None


@takes(CheckOptions)
def check(options: CheckOptions) -> None:
    """Set Section F against the school's records. Writes the report and the letters."""
    case, out = case_of(options)
    report, written = run(case, out, flow=options.flow)
    record(What.CHECKED, case.id)
    warn(report)
    if options.redact:
        written = [*written, _without_names(report, case, out, options.redact)]
    if options.pdf and out / "report.pdf" not in written:
        screen.say("sectionf: no report.pdf: LibreOffice is not installed here, or could not make it. "
                   "Any word processor can save report.docx as a PDF.")
    if options.json:
        from pipeline.contract import check_json

        screen.show_json(check_json(report))
    else:
        show(report, case, written, out)


def _without_names(report: Report, case: Case, out: Path, names: Path) -> Path:
    """Write a copy without the names of others; stop where a person has yet to say which words are names."""
    from pipeline.redaction.copies import write_copies
    from pipeline.redaction.hiding import Hiding
    from pipeline.redaction.listed import listed
    from pipeline.redaction.people import people

    return write_copies(report, case, Hiding(listed(names, people(report, case))), out)


def case_of(options: CheckOptions) -> tuple[Case, Path]:
    """Give the case that the options describe, and the folder for its results."""
    from pipeline.case_folder import case_id, read_case
    from pipeline.said_beside import settled

    if options.plan.is_dir():
        case = read_case(options.plan, options.as_of or dt.date.today())
        out = options.out or options.plan
    else:
        out = _required(options.out)
        case = Case(id=case_id(options.plan), plan=options.plan, as_of=options.as_of or dt.date.today())
    given = {
        "earlier_plans": tuple(options.earlier_plan or ()),
        "timetables": tuple(options.timetable or ()),
        "logs": tuple(options.log or ()),
        "registers": tuple(options.register or ()),
        "advice": tuple(options.report or ()),
        "calendar": options.calendar,
        "window": _window(options),
        "as_of": options.as_of,
        "pdf": options.pdf,
    }
    case = case.model_copy(update={name: value for name, value in given.items() if value})
    _check_that_they_are_there(case)
    return settled(case, out), out


def _required(out: Path | None) -> Path:
    if out is None:
        raise typer.BadParameter("a folder for the results is needed: --out FOLDER.")
    return out


def _window(options: CheckOptions) -> tuple[dt.date, dt.date] | None:
    if options.first is None and options.last is None:
        return None
    if options.first is None or options.last is None or options.last < options.first:
        raise typer.BadParameter("--from and --to go together, the earlier day first.")
    return options.first, options.last


def _check_that_they_are_there(case: Case) -> None:
    calendar = (case.calendar,) if case.calendar else ()
    for path in (*case.earlier_plans, *case.timetables, *case.logs, *case.registers, *case.advice, *calendar):
        if not path.is_file():
            raise UnreadableFile("there is no such file.", where=path.name, remedy="Check its name and its folder.")


def run(case: Case, out: Path, *, flow: bool) -> tuple[Report, list[Path]]:
    """Run the steps, here or as a Prefect flow, and write the results; give the report and the paths."""
    with screen.progress() as step:
        if flow:
            step("Starting Prefect")
            from flows.run import check_as_flow

            return check_as_flow(case, out)
        step("Starting")
        from pipeline.case import check as checked
        from pipeline.case import write
        from pipeline.progress import WRITING

        report = checked(case, step)
        step(WRITING)
        return report, write(report, case, out)


def warn(report: Report) -> None:
    """Name the files of which nothing could be used: the others were."""
    from app.findings_words import note
    from pipeline.read import UNUSABLE

    for doubt in report.warnings:
        if doubt.code == UNUSABLE:
            screen.say(f"sectionf: {note(doubt)}")


def show(report: Report, case: Case, written: list[Path], out: Path) -> None:
    """Say what matters most, how many readings need a look, and where the files are."""
    from app.findings_words import summary

    for line in summary(report, case, out):
        screen.show(line)
    screen.show("")
    screen.show("Written:")
    for path in written:
        screen.show(f"  {path}")
