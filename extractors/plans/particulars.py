"""The particulars of a plan: child, birth date, authority, setting, date of issue and standing, each with its quote."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.pages.layout import Flow, Paragraph, Table
from extractors.plans.choices import choices_in
from extractors.plans.front_facts import Fact, best, facts_of
from extractors.plans.home_education import home_education
from extractors.plans.particulars_in_prose import NAME, cased, council, forms
from extractors.plans.sections import Span
from extractors.plans.spoken_dates import dates_in, read_date
from extractors.vocabulary import vocabulary
from models.provision import Plan, PlanStatus

TICKED = re.compile(r"[✓✔■]\s*([A-Za-z][A-Za-z ()]{3,40})")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a plan where no label stands: its front, its running heads and feet, all of it."""

    front: tuple[Paragraph, ...]
    margins: tuple[str, ...]
    all: tuple[Paragraph, ...]

    def lines(self, front_only: bool = False) -> Iterator[Fact]:
        """Give the front, then the margins, then everything, each as a fact without a label."""
        for paragraph in self.front:
            yield Fact("", paragraph.text, paragraph.page, paragraph.areas)
        for line in self.margins:
            yield Fact("", line)
        for paragraph in () if front_only else self.all:
            yield Fact("", paragraph.text, paragraph.page, paragraph.areas)

    def hold(self, name: str) -> bool:
        """Whether the plan prints a name anywhere."""
        return any(name.lower() in fact.value.lower() for fact in self.lines())


def particulars_of(flow: Flow, spans: Sequence[Span]) -> Plan:
    """Read the particulars from labels first, then from running heads and prose."""
    facts = list(facts_of(span for span in spans if span.letters in ((), ("A",))))
    placed = list(facts_of(span for span in spans if span.letters == ("I",)))
    words = Words(tuple(_paragraphs(spans[:1]))[:60], flow.margins, tuple(_paragraphs(spans)))
    found = {"child_name": _name(facts, words), "date_of_birth": _birth(facts, words),
             "local_authority": _authority(facts, words),
             "setting": (best("setting", facts, _setting) or best("named", placed, _setting)
                         or _attended(spans, words)),
             "issue_date": _issued(facts, words), "status": _status(facts, words),
             "home_educated": _home_educated(facts, spans)}
    return Plan.model_validate({**{key: pair[0] for key, pair in found.items() if pair},
                                "quotes": {key: pair[1].quote() for key, pair in found.items() if pair}})


def _paragraphs(spans: Sequence[Span]) -> Iterator[Paragraph]:
    for span in spans:
        for block in span.blocks:
            if isinstance(block, Table):
                yield from (paragraph for paragraph in block.paragraphs() if paragraph.text)
            elif block.text:
                yield block


def _attended(spans: Sequence[Span], words: Words) -> tuple[str, Fact] | None:
    """Find the setting in prose: as the front says it, or the name that stands in Section I."""
    named = _paragraphs([span for span in spans if span.letters == ("I",)])
    placed = [Fact("", p.text, p.page, p.areas) for p in named]
    for form, facts in ((forms().attends, words.lines(front_only=True)), (forms().place, placed)):
        for fact in facts:
            if found := form.search(fact.value):
                return found["name"], fact
    return None


def _home_educated(facts: Sequence[Fact], spans: Sequence[Span]) -> tuple[bool, Fact] | None:
    """Find where the name of the setting or Section I says that the parents educate the child at home."""
    named = best("setting", facts, lambda value: value)
    placed = _paragraphs([span for span in spans if span.letters == ("I",)])
    said = home_education([*([named[1]] if named else []), *(Fact("", p.text, p.page, p.areas) for p in placed)])
    return (True, said) if said else None


def _setting(value: str) -> str | None:
    value = forms().aside.sub("", value).strip(" .;,")
    return value if 0 < len(value.split()) <= 12 else None


def _person(value: str) -> str | None:
    value = re.sub(r"\s*\(.*?\)", "", value).strip(" .;,:")
    value = forms().birth.split(value)[0]
    return value if 0 < len(value.split()) <= 6 and not re.search(r"\d", value) else None


def _name(facts: Sequence[Fact], words: Words) -> tuple[str, Fact] | None:
    whole = best("child_name", facts, _person)
    if whole and len(whole[0].split()) > 1:
        return _as_printed(whole[0], words), whole[1]
    last, first = best("surname", facts, _person), best("forenames", facts, _person)
    if last and first:
        return _as_printed(f"{first[0]} {last[0]}", words), last[1]
    return _unlabelled_name(words) or whole


def _unlabelled_name(words: Words) -> tuple[str, Fact] | None:
    """Find the name in prose ("in respect of ..."), in a running head, or alone on the front page."""
    for fact in words.lines():
        if found := forms().named.search(fact.value):
            return cased(found["name"]), fact
    for line in words.margins:
        if (found := forms().headed.search(line)) and not forms().title.search(found["name"]):
            return cased(found["name"]), Fact("", line)
    for paragraph in words.front[:12]:
        if paragraph.bold and re.fullmatch(NAME, paragraph.text) and not forms().title.search(paragraph.text):
            return cased(paragraph.text), Fact("", paragraph.text, paragraph.page, paragraph.areas)
    return None


def _as_printed(name: str, words: Words) -> str:
    """Give a name without its middle names where the plan itself prints it so."""
    parts = name.split()
    short = f"{parts[0]} {parts[-1]}"
    return cased(short if len(parts) > 2 and words.hold(short) else name)


def _birth(facts: Sequence[Fact], words: Words) -> tuple[dt.date, Fact] | None:
    if found := best("date_of_birth", facts, read_date):
        return found
    for fact in words.lines(front_only=True):
        told = forms().born.search(fact.value)
        if date := next(dates_in(told["date"]), None) if told else None:
            return date.date, fact
    return None


def _authority(facts: Sequence[Fact], words: Words) -> tuple[str, Fact] | None:
    if found := best("local_authority", facts, council):
        return found
    return next(((name, fact) for fact in words.lines() if (name := council(fact.value))), None)


def _issued(facts: Sequence[Fact], words: Words) -> tuple[dt.date, Fact] | None:
    """Find the date of issue by its label, after a word such as "made on", or beside the signature."""
    if found := best("issue_date", facts, read_date):
        return found
    for fact in words.lines(front_only=True):
        for date in dates_in(fact.value):
            before = fact.value[:date.start]
            if forms().issued.search(before) and not forms().born_on.search(before):
                return date.date, fact
    for fact in reversed(list(words.lines())):
        signed = forms().signed.search(fact.value)
        if signed and (found_date := next(dates_in(signed[0]), None)):
            return found_date.date, fact
    return None


def _status(facts: Sequence[Fact], words: Words) -> tuple[PlanStatus, Fact] | None:
    """Find the standing by a tick, a label, a title of the front page, or a running head."""
    chosen = [Fact("", ticked, p.page, p.areas) for p in words.front
              for ticked in _ticked(f"{p.mark}{p.text}") if standing(ticked)]
    if chosen and (told := standing(" ".join(fact.value for fact in chosen))):
        return told, chosen[0]
    if found := best("status", [fact for fact in facts if not choices_in(fact.value)], standing):
        return found
    beside = vocabulary("particulars")["status_titles"]["beside"]
    titles = [Fact("", p.text, p.page, p.areas) for p in words.front
              if len(p.text.split()) <= 12 and not p.text.endswith(".")
              and any(word in p.text.lower() for word in beside)]
    heads = [Fact("", line) for line in words.margins]
    return next(((told, fact) for fact in (*titles, *heads) if (told := standing(fact.value))), None)


def _ticked(text: str) -> list[str]:
    """Give what is ticked in a line, with a box or with a tick alone."""
    return [choice.words for choice in choices_in(text) if choice.ticked] or TICKED.findall(text)


def standing(text: str) -> PlanStatus | None:
    """Read the standing of a plan.

    >>> standing("AMENDED FINAL").value, standing("Draft v2").value, standing("Confidential")
    ('amended_final', 'draft', None)
    """
    told = text.lower()
    return next((PlanStatus(entry["is"]) for entry in vocabulary("particulars")["status"]
                 if any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", told) for words in entry["words"])), None)
