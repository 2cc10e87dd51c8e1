"""The particulars of a plan: child, birth date, authority, setting, date of issue and standing, each with its quote."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.layout import Area, Flow, Paragraph, Table
from extractors.sections import Span
from extractors.spoken_dates import dates_in, read_date
from extractors.vocabulary import vocabulary
from models.provision import Plan, PlanStatus
from models.source import Box, Quote

CAPITALS = r"[A-Z][\w'’-]*"
NAME = rf"{CAPITALS}(?:\s+{CAPITALS}){{1,4}}"
IN_PROSE = re.compile(rf"(?:in respect of|on behalf of|plan for|plan of)\s+(?P<name>{NAME})")
HEADED = re.compile(rf"(?:^|[–|-]\s*)(?P<name>{NAME})\s*(?:[–|(-]|\bDOB|\bd\.?o\.?b|\bUPN|\d|$)", re.IGNORECASE | re.MULTILINE)
ISSUED = re.compile(r"(?:made|issued|finalised|amended|dated)\s+(?:on\s+)?(?:the\s+)?$", re.IGNORECASE)
TITLE = re.compile(r"education|health|plan|council|section|confidential|official|sensitive|borough", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, what stands beside it, and where."""

    label: str
    value: str
    page: int = 1
    areas: tuple[Area, ...] = ()

    def quote(self) -> Quote:
        """Give the words beside the label as a quote."""
        return Quote(text=self.value, page=self.page, boxes=tuple(Box(**area._asdict()) for area in self.areas))


def particulars_of(flow: Flow, spans: Sequence[Span]) -> Plan:
    """Read the particulars from labels first, then from running heads and prose."""
    front = list(_facts(span for span in spans if span.letters in ((), ("A",))))
    placed = list(_facts(span for span in spans if span.letters == ("I",)))
    words = _Words(flow, spans)
    found = {
        "child_name": _name(front, words), "date_of_birth": _birth(front, words),
        "local_authority": _authority(front, words),
        "setting": _best("setting", front, _setting) or _best("named", placed, _setting),
        "issue_date": _issued(front, words), "status": _status(front, words)}
    values = {key: value for key, pair in found.items() if pair for value in (pair[0],)}
    quotes = {key: pair[1].quote() for key, pair in found.items() if pair}
    return Plan.model_validate({**values, "quotes": quotes})


class _Words:
    """The words of a plan where no label stands: front pages, running heads, all of it."""

    def __init__(self, flow: Flow, spans: Sequence[Span]) -> None:
        self.front = [p for span in spans[:1] for p in _paragraphs(span)][:40]
        self.margins = flow.margins
        self.all = [p for block in flow.blocks for p in ([block] if isinstance(block, Paragraph) else block.paragraphs())]
        self.text = "\n".join([*self.margins, *(p.text for p in self.all)])


def _paragraphs(span: Span) -> Iterator[Paragraph]:
    for block in span.blocks:
        if isinstance(block, Table):
            yield from block.paragraphs()
        else:
            yield block


Found = tuple[str | dt.date | PlanStatus, Fact] | None


def _facts(spans: Iterator[Span]) -> Iterator[Fact]:
    """Give every label with what stands beside it: table cells, and lines with a colon."""
    for span in spans:
        for block in span.blocks:
            if isinstance(block, Table):
                yield from _beside(block)
            else:
                yield from _after_colon(block)


def _beside(table: Table) -> Iterator[Fact]:
    for place, row in enumerate(table.rows):
        cells = [cell for cell in row.cells if not cell.hangs]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            if value.paragraphs:
                yield Fact(_plain(label.text), " ".join(p.text for p in value.paragraphs), row.page,
                           tuple(area for p in value.paragraphs for area in p.areas))
        below = table.rows[place + 1] if place + 1 < len(table.rows) else None
        for label in cells if below else ():
            under = below.at(label.column) if below else None
            if under and under.paragraphs and _label(_plain(label.text)) and under.span == label.span:
                yield Fact(f"above {_plain(label.text)}", under.text, below.page if below else 1)
        for cell in cells:
            for paragraph in cell.paragraphs:
                yield from _after_colon(paragraph)


def _after_colon(paragraph: Paragraph) -> Iterator[Fact]:
    """Give each known label that stands before a colon, with the words up to the next one."""
    text = f"{paragraph.mark} {paragraph.text}".strip()
    starts: list[tuple[int, int, str]] = []
    for colon in re.finditer(r"\s?:", text):
        words = list(re.finditer(r"\S+", text[:colon.start()]))[-9:]
        label = next(((word.start(), plain) for word in words if _label(plain := _plain(text[word.start():colon.start()]))), None)
        if label:
            starts.append((label[0], colon.end(), label[1]))
    for place, (_, begins, label_words) in enumerate(starts):
        ends = starts[place + 1][0] if place + 1 < len(starts) else len(text)
        if value := text[begins:ends].strip(" ;,|"):
            yield Fact(label_words, value, paragraph.page, paragraph.areas)


def _plain(label: str) -> str:
    return " ".join(re.sub(r"[^a-z -]", "", re.sub(r"\(.*?\)", "", label.lower())).split())


def _label(label: str) -> str | None:
    """Give the field that a label is of."""
    words = vocabulary("particulars")
    label = label.removeprefix("above ")
    if label not in words["not"]["keep"] and set(label.split()) & set(words["not"]["words"]):
        return None
    return next((field for field, labels in words["labels"].items() if field != "named" and label in labels), None)


def _best(field: str, facts: Sequence[Fact], read: object) -> Found:
    """Give the value of the label that counts most."""
    labels = vocabulary("particulars")["labels"][field]
    ranked = []
    for place, fact in enumerate(facts):
        above = fact.label.startswith("above ")
        label = fact.label.removeprefix("above ")
        if label in labels and (field == "named" or _label(label) == field) and not _unfilled(fact.value):
            value = read(fact.value)  # type: ignore[operator]
            if value:
                ranked.append((above, labels.index(label), place, value, fact))
    return (min(ranked)[3:5]) if ranked else None  # type: ignore[return-value]


def _unfilled(value: str) -> bool:
    return any(words in value.lower() for words in vocabulary("particulars")["not"]["unfilled"])


def _setting(value: str) -> str | None:
    value = re.sub(r"\s*\((?:until|from|since|to|mainstream|special|primary|secondary|further)[^)]*\)", "", value).strip(" .;,")
    return value if 0 < len(value.split()) <= 12 else None


def _person(value: str) -> str | None:
    value = re.sub(r"\s*\(.*?\)", "", value).strip(" .;,:")
    value = re.split(r"\s+(?:DOB|d\.o\.b|date of birth|born)\b", value, flags=re.IGNORECASE)[0]
    good = 0 < len(value.split()) <= 6 and not re.search(r"\d", value)
    return value if good else None


def _name(facts: Sequence[Fact], words: _Words) -> Found:
    whole = _best("child_name", facts, _person)
    last, first = _best("surname", facts, _person), _best("forenames", facts, _person)
    if whole and len(str(whole[0]).split()) > 1:
        return _as_printed(str(whole[0]), words), whole[1]
    if last and first:
        return _as_printed(f"{first[0]} {last[0]}", words), last[1]
    for paragraph in words.all:
        if found := IN_PROSE.search(paragraph.text):
            return _cased(found["name"]), Fact("", found[0], paragraph.page, paragraph.areas)
    for line in words.margins:
        if (found := HEADED.search(line)) and not TITLE.search(found["name"]):
            return _cased(found["name"]), Fact("", line)
    for paragraph in words.front[:12]:
        if paragraph.bold and re.fullmatch(NAME, paragraph.text) and not TITLE.search(paragraph.text):
            return _cased(paragraph.text), Fact("", paragraph.text, paragraph.page, paragraph.areas)
    return whole


def _as_printed(name: str, words: _Words) -> str:
    """Give a name without its middle names where the plan itself mostly prints it so."""
    parts = name.split()
    short = f"{parts[0]} {parts[-1]}"
    if len(parts) > 2 and short.lower() in words.text.lower():
        return _cased(short)
    return _cased(name)


def _cased(name: str) -> str:
    return name.title().replace("’S", "’s") if name.isupper() else name


def _birth(facts: Sequence[Fact], words: _Words) -> Found:
    if found := _best("date_of_birth", facts, read_date):
        return found
    for line in (*words.margins, *(p.text for p in words.front)):
        if told := re.search(r"(?:d\.?o\.?b\.?|date of birth|born)\W*(.{6,24})", line, re.IGNORECASE):
            date = next(dates_in(told[1]), None)
            if date:
                return date.date, Fact("", line)
    return None


def _authority(facts: Sequence[Fact], words: _Words) -> Found:
    if found := _best("local_authority", facts, _council):
        return found
    for paragraph in words.front:
        if name := _council(paragraph.text):
            return name, Fact("", paragraph.text, paragraph.page, paragraph.areas)
    for line in words.margins:
        if name := _council(line):
            return name, Fact("", line)
    for paragraph in words.all:
        if name := _council(paragraph.text):
            return name, Fact("", paragraph.text, paragraph.page, paragraph.areas)
    return None


def _council(text: str) -> str | None:
    """Give the name of a council in a text.

    >>> _council("CONFIDENTIAL – Halden Borough Council SEND Service"), _council("Saltmarsh MBC")
    ('Halden Borough Council', 'Saltmarsh Metropolitan Borough Council')
    """
    short = vocabulary("particulars")["authority"]["short"]
    place = rf"(?:{CAPITALS}|&|and|upon|on|of|the)"
    found = re.search(rf"(?P<name>{CAPITALS}(?:\s+{place}){{0,6}}?)\s+(?P<kind>Council|COUNCIL|{'|'.join(short)})\b", text)
    if found is None:
        found = re.search(rf"(?P<name>(?:(?:Royal|London) Borough|City|County) of {CAPITALS}(?:\s+{place}){{0,4}})(?P<kind>)", text)
    if found is None:
        return None
    name = re.sub(r"^(?:(?:The|By|From|Issued|For|To|Of|CONFIDENTIAL)\s+)+", "", found["name"])
    kind = short.get(found["kind"], found["kind"])
    return _cased(f"{name} {kind}".strip()) if name.upper() not in {"THE", "LOCAL", "CITY", "COUNTY"} else None


def _issued(facts: Sequence[Fact], words: _Words) -> Found:
    if found := _best("issue_date", facts, read_date):
        return found
    for paragraph in words.front:
        for date in dates_in(paragraph.text):
            if ISSUED.search(paragraph.text[:date.start]):
                return date.date, Fact("", date.text, paragraph.page, paragraph.areas)
    for paragraph in reversed(words.all):
        signed = re.search(r"\bsigned\b.*", paragraph.text, re.IGNORECASE | re.DOTALL)
        date = next(dates_in(signed[0]), None) if signed else None
        if date:
            return date.date, Fact("", date.text, paragraph.page, paragraph.areas)
    return None


def _status(facts: Sequence[Fact], words: _Words) -> Found:
    ticked = [p for p in words.front if re.match(r"[☒☑✓✔■]", f"{p.mark}{p.text}".strip())]
    told = _standing(" ".join(p.text for p in ticked))
    if told:
        return told, Fact("", ticked[0].text, ticked[0].page, ticked[0].areas)
    if found := _best("status", [fact for fact in facts if "☐" not in fact.value], _standing):
        return found
    beside = vocabulary("particulars")["status_titles"]["beside"]
    for paragraph in (p for p in words.front if len(p.text.split()) <= 12 and (p.bold or p.text.isupper())):
        if any(word in paragraph.text.lower() for word in beside) and (told := _standing(paragraph.text)):
            return told, Fact("", paragraph.text, paragraph.page, paragraph.areas)
    for line in words.margins:
        if told := _standing(line):
            return told, Fact("", line)
    return None


def _standing(text: str) -> PlanStatus | None:
    """Read the standing of a plan.

    >>> _standing("AMENDED FINAL").value, _standing("Draft v2").value, _standing("Confidential")
    ('amended_final', 'draft', None)
    """
    plain = text.lower()
    return next((PlanStatus(entry["is"]) for entry in vocabulary("particulars")["status"]
                 if any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", plain) for words in entry["words"])), None)
