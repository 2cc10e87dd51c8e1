"""What single letters list: questions about vague items, days out of school, and records that are wanted."""

from typing import Any, NamedTuple

from models.amounts import Contact
from models.gap import FindingStatus, Report
from models.provision import Provision
from pipeline.calendars.out_of_school import AWAY, BUCKETS, absences, days_by_bucket
from pipeline.findings.gaps import gaps
from pipeline.findings.specificity import missing_elements, weak_words
from pipeline.letters.items import listed_days, short_quote, unsplit_items, vague_items, wanted, with_asks
from pipeline.report.words import ask_words, beside, place_words, schedule_words, title
from pipeline.review.standing import Standing, findings_of, section_f, standing
from pipeline.rules import rules
from pipeline.wording import say
from templates.words import and_list, sentence

QUESTIONS = 5
WANTED = 12
PAPERS = 2
SPLITS = 4
RECORDS = 14
ASKS = 3


class Question(NamedTuple):
    """A vague item, and what it would have to say."""

    id: str
    page: str
    quote: str
    beside: str
    unchecked: bool
    asks: str


class Split(NamedTuple):
    """An item that states one amount for direct and indirect work together."""

    id: str
    page: str
    quote: str
    beside: str
    unchecked: bool
    amounts: str


class Record(NamedTuple):
    """An item, and the records that could change what is found of it."""

    item: str
    page: str
    asks: str


class Tally(NamedTuple):
    """How many items of Section F there are, and what was found of how many."""

    all: int
    short: int
    silent: int
    vague: int


def rows(report: Report) -> dict[str, Any]:
    """Give all the lists that letters may show; nothing that is in doubt stands in them."""
    by_id = {one.id: one for one in section_f(report)}
    vague, silent = vague_items(report), [by_id[one] for one in wanted(report)]
    listed = [_wanted(report, one) for one in silent[:WANTED]]
    if len(silent) > WANTED:
        listed.append(say("letters", "wanted_more", number=len(silent) - WANTED))
    unsplit, asked = unsplit_items(report), with_asks(report)
    return {"questions": tuple(_question(report, one) for one in vague[:QUESTIONS]),
            "more_questions": tuple(one.id for one in vague[QUESTIONS:]), "vague_ids": tuple(one.id for one in vague),
            "wanted": tuple(listed), "asks": _asks(report), "unsplit": unsplit,
            "splits": tuple(split(report, by_id[one]) for one in unsplit[:SPLITS]), "more_splits": unsplit[SPLITS:],
            "records": tuple(_record(report, by_id[one]) for one in asked[:RECORDS]), "more_records": asked[RECORDS:],
            "tally": say("letters", "tally", **tally(report)._asdict()),
            "away": _away(report), "reduced": _away(report, *BUCKETS)}


def tally(report: Report) -> Tally:
    """Count the items of Section F by what was found of them, those read without doubt only."""
    sure = [one for one in section_f(report) if standing(report, one) is not Standing.DOUBTFUL]
    found = [{finding.status for finding in findings_of(report, one)} for one in sure]
    short = [FindingStatus.SHORT in one for one in found]
    silent = [FindingStatus.NOT_EVIDENCED in one and FindingStatus.SHORT not in one for one in found]
    return Tally(len(sure), sum(short), sum(silent), len(vague_items(report)))


def split(report: Report, provision: Provision) -> Split:
    """Give an item whose amount is for direct and indirect work together, with that amount in words."""
    amounts = [schedule_words(one) for one in provision.schedules if one.contact is Contact.UNSPLIT]
    return Split(provision.id, place_words(provision), short_quote(provision.text), short_quote(beside(provision)),
                 standing(report, provision) is Standing.UNCHECKED, and_list(amounts))


def _record(report: Report, provision: Provision) -> Record:
    papers = dict.fromkeys(ask_words(ask) for finding in findings_of(report, provision)
                           for ask in finding.would_change if ask.kind.is_paper)
    return Record(title(provision), place_words(provision), sentence("; ".join([*papers][:PAPERS])))


def _wanted(report: Report, provision: Provision) -> str:
    """Name an item and the records of it that could change what is found, what settles most first."""
    papers = [ask.words for finding in findings_of(report, provision) for ask in finding.would_change
              if ask.kind.is_paper]
    named = f"{title(provision)}, {place_words(provision)}"
    return f"{named}: {'; '.join(papers[:PAPERS])}" if papers else named


def _asks(report: Report) -> tuple[str, ...]:
    """Give what would settle most of what is not known, one thing for each item that is read without doubt."""
    first = [(provision, finding.would_change[0]) for provision, finding in gaps(report)
             if finding.would_change and standing(report, provision) is not Standing.DOUBTFUL]
    return tuple(f"{provision.id}: {ask_words(ask)}" for provision, ask in first[:ASKS])


def _question(report: Report, provision: Provision) -> Question:
    asks = [f"“{one.words}”: {one.why}" for one in weak_words(provision)]
    asks += [one.ask for one in missing_elements(provision)]
    return Question(provision.id, place_words(provision), short_quote(provision.text),
                    short_quote(beside(provision)), standing(report, provision) is Standing.UNCHECKED,
                    short_quote(" ".join(asks)))


def _away(report: Report, *causes: str) -> tuple[str, ...]:
    """Say on which days the register has the child out of school, by code and in all; else what other records have."""
    words, listed = rules("out_of_school")["words"], absences(report)
    if not listed:
        days, buckets = days_by_bucket(report), [BUCKETS[one] for one in causes] or AWAY
        return tuple(say("letters", one.value, number=len(days[one]), days=listed_days(days[one]))
                     for one in buckets if days[one])
    lines = [say("letters", "out", cause=words[one.cause], halves=one.halves, number=len(one.days),
                 days=listed_days(one.days)) for one in listed if not causes or one.cause in causes]
    if len(lines) > 1 and not causes:
        lines.append(say("letters", "out_in_all", halves=sum(one.halves for one in listed),
                         number=len(frozenset().union(*(one.days for one in listed)))))
    return tuple(lines)
