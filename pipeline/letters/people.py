"""Who writes a letter, to whom, and about whom: what the case does not say is a placeholder that shouts."""

from typing import Any

from models.case import Case, Contact
from models.gap import Report
from models.provision import Plan
from pipeline.letters.subject import Subject
from pipeline.report.words import plan_words
from pipeline.routes.rights import Holder, holder
from pipeline.rules import rules
from pipeline.wording import fill, phrase
from templates.words import long_date

GREETING = "Sir or Madam"


def people(subject: Subject) -> dict[str, Any]:
    """Give whom a letter is from, to and about."""
    report, case, rule = subject.report, subject.case, subject.rule
    plan, writer, to = report.reading.plan, _writer(report, case), _contact(case, rule)
    dear = to.name or rule.get("name", "")
    return {
        "sender": "\n".join([writer, *_address(report, case)]),
        "sender_name": writer, "person": person(report, case),
        "addressee": "\n".join(_addressee(to, rule, plan)),
        "dear": dear or GREETING, "close": "sincerely" if dear else "faithfully",
        "date": long_date(report.as_of), "child": plan.child_name or phrase("missing", "child"),
        "born": long_date(plan.date_of_birth) if plan.date_of_birth else phrase("missing", "birth"),
        "plan_date": long_date(plan.issue_date) if plan.issue_date else phrase("missing", "plan_date"),
        "plan_words": plan_words(plan),
        "school": plan.setting or phrase("missing", "school_name"),
        "authority": plan.local_authority or phrase("missing", "authority_name"),
    }


def person(report: Report, case: Case) -> dict[str, str]:
    """Give the words for the person whom a letter is about: a child by name, or the young person who writes it."""
    child = report.reading.plan.child_name or phrase("missing", "child")
    name = Holder.YOUNG_PERSON if holder(report, case) is Holder.YOUNG_PERSON else Holder.PARENT
    return {key: fill(words, child=child) for key, words in rules("wording")["persons"][name].items()}


def name_notice(report: Report, case: Case) -> str:
    """Say why a draft is in the name that it is in, where that is not the parent's."""
    who = holder(report, case)
    return "" if who is Holder.PARENT else phrase("letters", who)


def _writer(report: Report, case: Case) -> str:
    """Name who writes: the parent, the young person whose rights they are, or who acts for a young person."""
    who, name = holder(report, case), report.reading.plan.child_name
    if who is Holder.YOUNG_PERSON:
        return name or phrase("missing", "sender")
    if who is Holder.REPRESENTATIVE and case.representative.name:
        return case.representative.name
    return case.sender.name or phrase("missing", "sender")


def _address(report: Report, case: Case) -> tuple[str, ...]:
    """Give the address of who writes and of nobody else."""
    acts = holder(report, case) is Holder.REPRESENTATIVE and case.representative.name
    known = case.representative.address if acts else case.sender.address
    return known or (phrase("missing", "sender_address"),)


def _contact(case: Case, rule: dict[str, Any]) -> Contact:
    """Give what the case says of the addressee; of a team, the address alone."""
    known = {"school": case.school, "authority": case.authority}.get(rule.get("contact", ""), Contact())
    return Contact(address=known.address) if rule.get("team") else known


def _addressee(to: Contact, rule: dict[str, Any], plan: Plan) -> list[str]:
    named = {"school": (plan.setting, "school_name"), "authority": (plan.local_authority, "authority_name")}
    office, missing = named.get(rule.get("contact", ""), (rule.get("office", ""), ""))
    lines = [to.name or rule.get("name", ""), to.role or rule.get("role", ""),
             office or (phrase("missing", missing) if missing else ""), *(to.address or [_office_address(rule)])]
    return list(dict.fromkeys(filter(None, lines)))


def _office_address(rule: dict[str, Any]) -> str:
    """Give the placeholder for an address; none for a paper that goes to nobody."""
    if "contact" in rule:
        return phrase("missing", f"{rule['contact']}_address")
    return str(rule.get("address", ""))
