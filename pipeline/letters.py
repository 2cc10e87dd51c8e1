"""The letters of the routes that are open, each as a draft for a person to check and sign."""

from pathlib import Path
from typing import Any

from models.case import Case, Contact
from models.gap import Report, Route
from pipeline.calendar import SchoolDays
from pipeline.deadlines import deadline
from pipeline.letter_items import Contents, contents, has_letter, person
from pipeline.letter_rows import rows
from pipeline.report_words import plan_words
from pipeline.rights import is_young_person
from pipeline.routes import open_routes, route_rules
from pipeline.rules import rules
from pipeline.word_file import fill_in
from pipeline.wording import phrase, say
from templates.words import count, long_date

__all__ = ["has_letter", "letter", "write_letters"]


def write_letters(report: Report, case: Case, folder: Path) -> list[Path]:
    """Write the letter of every open route that has one into `letters/` of the folder, and give their paths."""
    letters = {f"{route_rules()[route.route]['letter']}.docx": letter(report, case, route)
               for route in report.routes or open_routes(report, case) if has_letter(report, route)}
    if letters:
        (folder / "letters").mkdir(parents=True, exist_ok=True)
    for name, content in letters.items():
        (folder / "letters" / name).write_bytes(content)
    return [folder / "letters" / name for name in letters]


def letter(report: Report, case: Case, route: Route) -> bytes:
    """Give the letter of a route as the bytes of a .docx file."""
    rule = route_rules()[route.route]
    facts = _facts(report, case, rule) | _said(contents(report, route))
    return fill_in(f"letters/{rule['letter']}", facts, report.as_of, f"{rule['title']} (draft)")


def _facts(report: Report, case: Case, rule: dict[str, Any]) -> dict[str, Any]:
    """Give whom the letter is from, to and about; what is not known is a placeholder that shouts."""
    plan, missing = report.reading.plan, rule["letter_missing"]
    to = case.school if rule["letter_to"] == "school" else case.authority
    office = plan.setting if rule["letter_to"] == "school" else plan.local_authority
    office = office or phrase("missing", f"{rule['letter_to']}_name")
    writer = _writer(report, case)
    return {
        "sender": "\n".join([writer, *(case.sender.address or [phrase("missing", "sender_address")])]),
        "sender_name": writer, "person": person(report),
        "addressee": "\n".join(_addressee(to, missing, office)), "dear": to.name or missing["name"],
        "date": long_date(report.as_of), "child": plan.child_name or phrase("missing", "child"),
        "born": long_date(plan.date_of_birth) if plan.date_of_birth else phrase("missing", "birth"),
        "plan_date": long_date(plan.issue_date) if plan.issue_date else phrase("missing", "plan_date"),
        "plan_words": plan_words(plan), "school": plan.setting or phrase("missing", "school_name"),
        "window": " to ".join(map(long_date, report.window)), "coverage": _coverage(report),
        "reply_by": _reply_by(report, rule.get("letter_deadline", rule["deadline"])),
        "law": rules("duties"), "duty": _duty(report),
        **rows(report)}


def _duty(report: Report) -> str:
    """State the duty to secure Section F, where there is one: a plan that is not in force makes none."""
    status = report.reading.plan.status
    return str(rules("duties")["s42"]["letter"]) if status and status.in_force else ""


def _writer(report: Report, case: Case) -> str:
    """Name who writes: the sender of the case, or the young person whose rights they are."""
    plan = report.reading.plan
    if plan.child_name and is_young_person(plan.date_of_birth, report.as_of):
        return plan.child_name
    return case.sender.name or phrase("missing", "sender")


def _addressee(to: Contact, missing: dict[str, str], office: str) -> list[str]:
    lines = [to.name or missing["name"], to.role or missing["role"], office, *(to.address or [missing["address"]])]
    return list(dict.fromkeys(lines))


def _coverage(report: Report) -> str:
    parts = [say("caveats", "coverage", **part.model_dump()) for part in report.coverage]
    status = report.reading.plan.status
    if status and not status.in_force:
        parts.append(say("letters", "not_in_force", status=phrase("plan_statuses", status)))
    return " ".join(parts) or phrase("caveats", "no_coverage")


def _reply_by(report: Report, key: str) -> str:
    rule = rules("deadlines")[key]
    period = count(rule["period"], rules("routes")["units"][rule["unit"]])
    end = deadline(key, report.as_of, SchoolDays(report.calendar), report.as_of).day
    return long_date(end) if end else say("missing", "reply", period=period)


def _said(said: Contents) -> dict[str, Any]:
    more = [say("letters", "more", ids=said.more) if said.more else "",
            say("letters", "confirm", ids=said.confirm) if said.confirm else ""]
    return {"items": said.items, "more": " ".join(filter(None, more)), "draft": {"notice": said.notice},
            "vague": say("letters", "vague", ids=said.vague) if said.vague else ""}
