"""What stands in the words of a letter that may not: words that we never say, and law that the rules do not hold."""

import re
from collections.abc import Iterable
from functools import cache

from pipeline.letters.events import first_missed
from pipeline.letters.items import short_quote
from pipeline.letters.subject import Subject
from pipeline.report.words import beside
from pipeline.rules import rules
from templates.words import printable, sentence

GAP = " … "
"""What stands for words that are not ours."""


def faults(words: str, route: str = "") -> tuple[str, ...]:
    """Give what words of ours hold that no letter may, or no letter of this route.

    >>> faults("The school failed to do it. Under section 42(2) of the Children and Families Act 2014 it must.")
    ('failed', 'failed to')
    >>> faults("See section 9 of the Care Act 2014.")
    ('Care Act 2014', 'Act 2014', 'section 9')
    """
    safe = rules("safe_words")
    never = (*safe["never_say"], *(safe["never_to_schools"] if route in safe["to_schools"] else ()))
    said = [phrase for phrase in never if _any_of((phrase,)).search(words)] if _any_of(never).search(words) else []
    said += [found.group() for pattern in safe["never_match"] for found in re.finditer(pattern, words)]
    rest = without(words, checked_law())
    said += [found.group() for pattern in safe["law"] for found in re.finditer(pattern, rest)]
    return tuple(dict.fromkeys(said))


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


@cache
def checked_law() -> tuple[str, ...]:
    """Give the words for law that letters may use: those of the duties, and what rules of ours are called and about."""
    duties = [entry for entry in rules("duties").values() if isinstance(entry, dict)]
    words = [entry[key] for entry in duties for key in ("letter", "unless", "cite", "says") if key in entry]
    named = [entry[key] for name in ("deadlines", "routes") for entry in rules(name).values()
             if isinstance(entry, dict) for key in ("title", "what") if key in entry]
    return (*words, *named, *rules("safe_words")["short_law"])


def without(words: str, others: Iterable[str]) -> str:
    """Take the words of others out, the longest first.

    >>> without("The plan says “6 hours”, not 16 hours.", ["6 hours"])
    'The plan says “ … ”, not 16 hours.'
    """
    known = sorted({told for other in others if other and (told := str(printable(other))) in words},
                   key=len, reverse=True)
    pattern = "|".join(map(re.escape, known))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", GAP, words) if known else words


def not_ours(subject: Subject) -> set[str]:
    """Give the words of the plan, of the records and of the people: they are quoted, and are theirs to choose."""
    report, case, plan = subject.report, subject.case, subject.report.reading.plan
    people = [line for who in (case.sender, case.school, case.authority, case.representative)
              for line in (who.name, who.role, *who.address)]
    files = [report.reading.source.file, *(part.file for part in report.coverage), *report.unusable,
             *(comparison.other_file for comparison in report.comparisons),
             *(place for _, _, place in first_missed(report))]
    asks = [words for finding in report.findings for ask in finding.would_change
            for words in (ask.words, sentence(ask.words).removesuffix("."))]
    plans = [words for one in report.reading.provisions
             for words in (short_quote(one.text), short_quote(beside(one)), *one.vague_terms)]
    said = [sentence(event.words) for event in subject.events]
    told = {plan.child_name or "", plan.local_authority or "", plan.setting or "", *subject.filled.lines}
    return {*people, *told, *files, *asks, *plans, *said, *(words.removesuffix(".") for words in said)}
