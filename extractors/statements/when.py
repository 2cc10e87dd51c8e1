"""When a provision starts, ends or is due: words of time to moments, before any calendar is laid beside them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from extractors.vocabulary import vocabulary
from models.amounts import Period
from models.when import Edge, Moment, When


def read_when(words: str) -> When:
    """Read the words of time of a schedule.

    >>> read_when("in the autumn term").starts.term, read_when("in the autumn term").ends.term
    ('autumn', 'autumn')
    >>> read_when("from January 2026").starts.month, read_when("from January 2026").ends
    (1, None)
    >>> read_when("a block of six each term").each.value, read_when("12 visits per academic year").school_year
    ('term', True)
    >>> read_when("once she has settled").unplaced, read_when("in term time").unplaced
    (True, False)
    >>> read_when("in the autumn and summer terms").terms, read_when("except in the summer term").terms
    (('autumn', 'summer'), ('autumn', 'spring'))
    """
    low = _from_month_to_month(" ".join(words.lower().split()))
    terms = _several_terms(low)
    apart = _says(low, rf"(?:{_any('terms')}) [12]") or (_joined_terms(low) is not None and not terms)
    starts, ends, apart = (None, None, apart) if terms or apart else _bounds(low)
    each = re.search(rf"(?<!\w)(?:{_any('each')}) ?({_periods()})(?!\w)", low)
    follows = _says(low, _any("follows"))
    placed = each or starts or ends or follows or terms
    return When(each=_period(each[1]) if each else None, starts=starts, ends=ends, terms=terms,
                follows=follows,
                school_year=_says(low, _any("school_year")),
                unplaced=apart or _says(low, _any("unplaceable")) or (not placed and _says(low, _any("open_ended"))))


def _several_terms(low: str) -> tuple[str, ...]:
    """Give the terms that the words name together, or all but the one that they leave out; nothing for a single one.

    >>> _several_terms("summer & autumn terms only"), _several_terms("not in the spring term")
    (('autumn', 'summer'), ('autumn', 'summer'))
    >>> _several_terms("in the autumn term"), _several_terms("from the autumn and spring terms")
    ((), ())
    """
    joined = _joined_terms(low)
    but = rf"(?:{_any('all_but')}) (?:in |during |for )?(?:the )?"
    left_out = re.search(rf"(?<!\w){but}({_any('terms')}) terms?(?!\w)", low)
    if left_out and not joined:
        return tuple(term for term in _words("terms") if term != left_out[1])
    edges = _any("starts", "ends", "edge_start", "edge_end")
    if joined is None or re.search(rf"(?<!\w)(?:{edges}|half) (?:of )?(?:the )?$", low[:joined.start()]):
        return ()
    return tuple(term for term in _words("terms") if term in joined[0])


def _joined_terms(low: str) -> re.Match[str] | None:
    """Find terms that are named one after the other: "autumn, spring and summer terms"."""
    names, joint = _any("terms"), rf"(?: terms?)?(?: ?(?:{_any('joins')}))+ ?(?:the )?"
    return re.search(rf"(?<!\w)(?:{names})(?:{joint}(?:{names}))+(?!\w)", low)


def _from_month_to_month(low: str) -> str:
    """Say "from" where two months are joined.

    >>> _from_month_to_month("fortnightly, january to july")
    'fortnightly, from january to july'
    """
    return re.sub(rf"(?<!from )(?<!\w)({_months()})(?: to | ?[-–] ?)({_months()})(?!\w)", r"from \1 to \2", low)


def _bounds(low: str) -> tuple[Moment | None, Moment | None, bool]:
    """Give the moments from which and until which, and whether two lie apart; a moment "in" which is both.

    >>> [bound.day for bound in _bounds("18 september to 13 december")[:2]]
    [18, 13]
    >>> _bounds("six in the autumn term and six in the spring term")
    (None, None, True)
    """
    starts: Moment | None = None
    ends: Moment | None = None
    for said in _moments(low):
        cue, moment = said.get("cue", ""), _moment(said)
        if cue in _words("within") and starts and ends:
            return None, None, True
        if cue not in _words("ends"):
            starts = starts or moment
        if cue not in _words("starts"):
            ends = moment
    return starts, ends, False


def _moments(low: str) -> Iterator[dict[str, str]]:
    """Give the parts of each moment that the words name, in order.

    >>> list(_moments("by the end of the spring term 2026"))
    [{'cue': 'by', 'edge': 'end', 'term': 'spring', 'year': '2026'}]
    >>> list(_moments("she may then join in"))
    []
    """
    reached = 0
    found = (match for pattern in _patterns() for match in pattern.finditer(low))
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        said = {name: value for name, value in match.groupdict().items() if value}
        if match.start() >= reached and not _needs_more(said, match[0]):
            reached = match.end()
            yield said


def _needs_more(said: dict[str, str], words: str) -> bool:
    """Whether the words mean a time only with a "from" or an "end of" before them.

    >>> _needs_more({"month": "may"}, "may"), _needs_more({"cue": "in", "month": "may"}, "in may")
    (True, False)
    """
    bare = "cue" not in said and "edge" not in said and (set(said) <= {"month"} or words in _words("terms"))
    return bare or not set(said) - {"cue"}


def _moment(said: dict[str, str]) -> Moment:
    """Put the parts together.

    >>> _moment({"cue": "within", "number": "six", "unit": "weeks"}).after_plan
    6
    """
    fields: dict[str, Any] = {name: int(said[name]) for name in ("day", "year", "year_group") if name in said}
    if "month" in said:
        fields["month"] = _month(said["month"])
    if "first" in said:
        fields["first"] = _period(said["first"])
    if "number" in said:
        fields |= {"after_plan": _number(said["number"]), "unit": _period(said["unit"])}
    return Moment(**fields, term=said.get("term"), edge=_edge(said))


def _edge(said: dict[str, str]) -> Edge | None:
    """Give the part of the moment that is meant.

    >>> _edge({"cue": "before"}).value, _edge({"cue": "by", "edge": "start"}).value
    ('before', 'start')
    """
    if "edge" in said:
        return Edge.START if said["edge"] in _words("edge_start") else Edge.END
    return Edge.BEFORE if said.get("cue") in _words("before") else None


def _period(word: str) -> Period:
    return next(Period(name) for name, words in vocabulary("when")["periods"].items() if word in words)


def _month(word: str) -> int:
    months = vocabulary("dates")["months"]
    return int(word) if word.isdecimal() else next(n for n, names in enumerate(months, start=1) if word in names)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else int(vocabulary("numbers")["words"][word])


def _says(low: str, pattern: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{pattern})(?!\w)", low))


def _words(name: str) -> list[str]:
    words: list[str] = vocabulary("when")[name]
    return words


@cache
def _any(*names: str) -> str:
    return _one_of(word for name in names for word in _words(name))


@cache
def _months() -> str:
    return _one_of(name for names in vocabulary("dates")["months"] for name in names)


@cache
def _periods() -> str:
    return _one_of(word for words in vocabulary("when")["periods"].values() for word in words)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    months = _months()
    number = rf"(?P<number>\d{{1,2}}|{_one_of(vocabulary('numbers')['words'])}) (?P<unit>{_periods()})"
    lead = (rf"(?:(?<!\w)(?P<cue>{_any('starts', 'ends', 'within')}) )?(?:the )?"
            rf"(?:(?P<edge>{_any('edge_start', 'edge_end')}) of )?(?:the |each |every |this )?")
    year = r"(?: (?P<year>20\d\d))?"
    kinds = (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{months}){year}",
             r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>20\d\d)",
             rf"(?P<month>{months}){year}",
             rf"(?P<term>{_any('terms')})(?!-)(?: terms?)?{year}(?:,? (?:of|in) year (?P<year_group>\d{{1,2}}))?",
             r"(?:academic |school )?year",
             r"(?P<year>20\d\d)[-/–](?:20)?\d\d",
             r"year (?P<year_group>\d{1,2})",
             rf"first (?P<first>{_periods()})",
             rf"(?<=within ){number}",
             rf"{number} (?:of|from|after) (?:the |this |final |date |of )*plan")
    return tuple(re.compile(rf"{lead}(?<![\w/]){kind}(?![\w/])") for kind in kinds)
