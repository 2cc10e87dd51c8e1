"""The letters of the routes that are open, and the papers beside them, each a draft for a person to check and sign."""

from pathlib import Path
from typing import Any

from models.case import Case
from models.errors import UnsafeLetter
from models.gap import Report
from models.letter import Filled
from models.route import Route
from pipeline.files.word_file import fill_in
from pipeline.letters.advised import advised
from pipeline.letters.events import chronology, correspondence, first_known, last_talk, letters_sent
from pipeline.letters.items import has_letter, unsplit_items, with_asks
from pipeline.letters.linter import problems
from pipeline.letters.people import name_notice, people
from pipeline.letters.rows import rows
from pipeline.letters.subject import Subject, of_paper, of_route
from pipeline.report.words import coverage_words
from pipeline.routes.choose import open_routes
from pipeline.routes.deadlines import period_words
from pipeline.rules import rules
from pipeline.wording import phrase, say
from templates.words import count, long_date

PAPERS = ("conversation", "split", "records")
"""What is written beside the letters of routes, where there is something to say."""
WITHHELD = "withheld.txt"
NOTHING = Filled()


def write_letters(report: Report, case: Case, folder: Path) -> list[Path]:
    """Write the letter of every open route, and what stands beside them, into `letters/`; give their paths."""
    known = report if report.routes else report.model_copy(update={"routes": open_routes(report, case)})
    subjects = [of_route(known, case, route) for route in known.routes if has_letter(known, route)]
    subjects += [of_paper(known, case, name) for name in PAPERS if has_paper(known, case, name)]
    files: dict[str, bytes] = {}
    withheld: list[str] = []
    for subject in subjects:
        try:
            files[f"{subject.rule['file']}.docx"] = written(subject)
        except UnsafeLetter as unsafe:
            withheld.append(f"{unsafe}\n")
    if withheld:
        files[WITHHELD] = "".join(withheld).encode()
    if files:
        (folder / "letters").mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / "letters" / name).write_bytes(content)
    return [folder / "letters" / name for name in files]


def letter(
    report: Report, case: Case, route: Route, filled: Filled = NOTHING, enclosures: tuple[str, ...] = ()
) -> bytes:
    """Give the letter of a route as the bytes of a .docx file; a day that was filled in is the day on which it goes."""
    dated = report.model_copy(update={"as_of": filled.day or report.as_of})
    return written(of_route(dated, case, route, enclosures)._replace(filled=filled))


def paper(report: Report, case: Case, name: str) -> bytes:
    """Give a paper that belongs to no route as the bytes of a .docx file."""
    return written(of_paper(report, case, name))


def has_paper(report: Report, case: Case, name: str) -> bool:
    """Whether there is something to say in a paper that belongs to no route."""
    if name == "conversation":
        return last_talk(of_paper(report, case, name).events) is not None
    return bool(unsplit_items(report) if name == "split" else with_asks(report))


def written(subject: Subject) -> bytes:
    """Fill in a letter, and read it again: one that holds what no letter may is not given."""
    facts = {**people(subject), **_of_the_report(subject.report), **rows(subject.report), **_of_events(subject),
             **_said(subject), "reply_by": _reply_by(subject), "limit": _limit(subject.route),
             "enclosures": subject.enclosures}
    content = fill_in(f"letters/{subject.rule['file']}", facts, subject.report.as_of, f"{subject.title} (draft)",
                      subject.filled.gaps)
    if found := problems(content, subject):
        raise UnsafeLetter(
            f"{count(len(found), 'word or number', 'words or numbers')} in this letter may not stand there, "
            "so it is not written", where=f"letter {subject.name}",
            remedy="Nothing else is affected. Please report it, without the plan and the records.")
    return content


def _of_the_report(report: Report) -> dict[str, Any]:
    status = report.reading.plan.status
    return {"window": " to ".join(map(long_date, report.window)), "coverage": _coverage(report),
            "law": rules("duties"), "caveat": phrase("caveats", "head"),
            "duty": rules("duties")["s42"]["letter"] if status and status.in_force else ""}


def _of_events(subject: Subject) -> dict[str, Any]:
    report, events = subject.report, subject.events
    return {"timeline": chronology(report, events), "letters": letters_sent(events), "talk": last_talk(events),
            "correspondence": correspondence(events), "first_known": first_known(report),
            "open_routes": tuple(map(_open, subject.open_routes))}


def _open(route: Route) -> str:
    if not route.by or not route.nature:
        return route.title
    return say("letters", "open", title=route.title, what=route.by_what, by=route.by,
               nature=phrase("natures", route.nature))


def _limit(route: Route | None) -> str:
    if route is None or not route.by:
        return phrase("missing", "limit")
    return say("letters", "limit", by=route.by, how=route.by_how)


def _coverage(report: Report) -> str:
    status = report.reading.plan.status
    if status is None or status.in_force:
        return coverage_words(report)
    return f"{coverage_words(report)} {say('letters', 'not_in_force', status=phrase('plan_statuses', status))}"


def _reply_by(subject: Subject) -> str:
    if subject.reply is None:
        return ""
    day = subject.reply.day
    return long_date(day) if day else say("missing", "reply", period=period_words(subject.rule["reply"]))


def _choice(subject: Subject) -> str:
    """Say which later day may be asked for instead."""
    if subject.reply is None or subject.reply.other is None:
        return ""
    return say("letters", "choice", day=subject.reply.day, other=subject.reply.other)


def _said(subject: Subject) -> dict[str, Any]:
    said = subject.said
    notice = " ".join(filter(None, [said.notice, name_notice(subject.report, subject.case), _choice(subject)]))
    more = [say("letters", "more", ids=said.more) if said.more else "",
            say("letters", "confirm", ids=said.confirm) if said.confirm else ""]
    return {"items": said.items, "more": " ".join(filter(None, more)), "draft": {"notice": notice},
            "advised": advised(subject.report) if "advised" in subject.rule["says"] else "",
            "vague": say("letters", "vague", ids=said.vague) if said.vague else ""}
