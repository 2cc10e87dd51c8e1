"""Component B: on at most two pages, what was compared, what was found, and what is not known."""

from collections import defaultdict
from typing import Any, NamedTuple

from models.gap import Bucket, FindingStatus
from pipeline.calendars.out_of_school import absences
from pipeline.packs.rows_used import places
from pipeline.packs.scope import Scope, pack_words
from pipeline.report.front import calendar_words, headline
from pipeline.report.words import coverage_words, place_words, plan_words, title
from pipeline.rules import rules
from pipeline.wording import phrase, say
from templates.words import and_list, count, long_date

HEADLINES = 6


class Headline(NamedTuple):
    """A gap in one or two sentences."""

    title: str
    page: str
    words: str


class Away(NamedTuple):
    """The days out of school for one cause."""

    cause: str
    amount: str
    days: str
    rows: str


def summary(scope: Scope) -> dict[str, Any] | None:
    """Give what the summary says; nothing where no item may be named and no day is counted."""
    away = _away(scope) if scope.rule.get("summary") == "attendance" else ()
    if not scope.items and not away:
        return None
    return {"checked": _checked(scope), "counted": pack_words("counted", all=len(scope.items),
                                                              sections=scope.section_names),
            "tally": _tally(scope), "headlines": () if scope.bare else _headlines(scope), "away": away,
            "more": () if scope.bare else _more(scope), "unknown": _unknown(scope), "caveat": phrase("caveats", "head")}


def _checked(scope: Scope) -> tuple[tuple[str, str], ...]:
    report, plan = scope.report, scope.report.reading.plan
    window = ("Window", " to ".join(map(long_date, report.window)))
    if scope.bare:
        return (window,)
    case = scope.case
    records = [path.name for path in (*case.timetables, *case.logs, *case.registers)]
    return (("Plan", plan_words(plan)),
            ("School", plan.setting or phrase("missing", "school")),
            ("Authority", plan.local_authority or phrase("missing", "authority")),
            ("Records", and_list(records) if records else phrase("missing", "records")), window,
            ("Coverage", coverage_words(report)), ("Calendar", calendar_words(report)))


def _tally(scope: Scope) -> tuple[tuple[str, str], ...]:
    """Count the items by what was found, each once, by what is most serious."""
    found: dict[FindingStatus, int] = defaultdict(int)
    order = [FindingStatus(name) for name in rules("packs")["tally"]]
    for item in scope.items:
        statuses = {finding.status for provision, finding in scope.findings if provision is item}
        first = next((one for one in order if one in statuses), None)
        if first:
            found[first] += 1
    return tuple((phrase("statuses", one), count(found[one], "item")) for one in order if found[one])


def _headlines(scope: Scope) -> tuple[Headline, ...]:
    return tuple(Headline(title(provision), place_words(provision), headline(scope.report, provision, finding))
                 for provision, finding in scope.gaps[:HEADLINES])


def _more(scope: Scope) -> tuple[str, ...]:
    """Name the items whose gaps only the table sets out."""
    named = {provision.id for provision, _ in scope.gaps[:HEADLINES]}
    return tuple(dict.fromkeys(one.id for one, _ in scope.gaps[HEADLINES:] if one.id not in named))


def _unknown(scope: Scope) -> tuple[str, ...]:
    silent = dict.fromkeys(one.id for one, finding in scope.findings if Bucket.NO_RECORD in finding.ledger.buckets)
    if scope.bare or not silent:
        return ()
    return (say("unknown", "no_record", ids=[*silent]),)


def _away(scope: Scope) -> tuple[Away, ...]:
    """Say how many half-days each cause took, with the rows of the register."""
    words = rules("out_of_school")["words"]
    return tuple(Away(words[one.cause], pack_words("half_days", halves=one.halves, days=sorted(one.days)),
                      pack_words("days", first=min(one.days), last=max(one.days)), places(one.rows))
                 for one in absences(scope.report))
