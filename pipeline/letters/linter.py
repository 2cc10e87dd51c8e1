"""Reads a letter that has been written, as its receiver would, and says what in it may not stand."""

from pipeline.files.word_file import PLACEHOLDER, words_of
from pipeline.letters.numerals import untraced
from pipeline.letters.safe import checked_law, faults, not_ours, without
from pipeline.letters.subject import Subject
from pipeline.letters.traces import of_finding, of_letter
from templates.words import sentence


def problems(content: bytes, subject: Subject) -> tuple[str, ...]:
    """Give the words that we never say, the law that is not in the rules, and the numbers that lead nowhere."""
    clocks = [route.by_how for route in (subject.route, *subject.open_routes) if route]
    words = without(PLACEHOLDER.sub(" ", words_of(content)), {*not_ours(subject), *clocks, *subject.enclosures})
    told = [one for item in subject.said.items for one in (item.records, sentence(item.records), item.unknown)]
    rest = without(words, [*told, *checked_law()])
    return (*faults(words, subject.name), *_of_items(subject), *untraced(rest, of_letter(subject)))


def _of_items(subject: Subject) -> list[str]:
    """Read the sentences about each finding against that finding alone."""
    findings = {(one.provision_id, one.schedule): one
                for one in (*subject.report.findings, *subject.report.outside_f)}
    return [lost for item in subject.said.items for lost in
            untraced(f"{item.records} {item.unknown}", of_finding(findings[item.id, item.schedule]))]
