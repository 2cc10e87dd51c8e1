"""The cells of one row, or the labelled lines of one paragraph → statements with their columns."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.layout import Paragraph
from extractors.plan_columns import label_role
from extractors.plan_headings import heading_of
from extractors.plan_lists import Statement, has_amount, statements_of
from extractors.plan_rows import Record
from extractors.vocabulary import vocabulary

AMOUNTS = ("how_often", "minutes", "sessions", "weeks")
COLUMNS = ("who", "how_often", "review", "outcome", "need", "mode", "minutes", "sessions", "weeks")
LABEL = re.compile(r"(?P<label>[A-Z][^:.?]{1,40}\??)\s*(?::|\?|\s[–-]\s)\s*(?P<rest>\S.*)$", re.DOTALL)
SOURCE = re.compile(r"\s*\(K\d+[a-z]?(?:\s*[,;&/]\s*K?\d+[a-z]?)*\)")
"""The tag of the advice that a cell was taken from."""
LENGTH = re.compile(r"\d+\s*(?:minutes?|mins?)?", re.IGNORECASE)
"""A length and nothing else, beside a column that says how many times."""
SIZE = re.compile(r"\(?[≤<]?=?\s*\d+\)?")

Told = tuple[Statement, dict[str, str]]


def columns_of(record: Record) -> dict[str, str]:
    """Give the other cells of a row by the names that the language reader knows."""
    marks = vocabulary("plan_columns")["marks"]
    found = {key: _text(words) for key, words in record.others.items() if key in COLUMNS}
    if "sessions" in found and "minutes" not in found and LENGTH.fullmatch(found.get("how_often", "")):
        found["minutes"] = found.pop("how_often")
    ticks = [f"{key[-1]} {size}".strip() for key in ("mode_I", "mode_G", "mode_C")
             if (size := _ticked(_text(record.others.get(key, ())))) is not None]
    if ticks:
        found["mode"] = " / ".join(ticks)
    return {key: text for key, text in found.items() if text.lower() not in marks["empty"]}


def _text(paragraphs: Sequence[Paragraph]) -> str:
    text = ""
    for paragraph in paragraphs:
        words = f"{paragraph.mark} {paragraph.text}".strip()
        apart = "; " if text[-1:].isalnum() and words[:1].isalnum() else " "
        text = f"{text}{apart}{words}".strip()
    return SOURCE.sub("", text).strip()


def _ticked(text: str) -> str | None:
    """Give what stands beside a tick, or None when the cell is not ticked."""
    marks = vocabulary("plan_columns")["marks"]
    rest = text.strip(marks["ticked"] + " ")
    ticked = any(sign in text for sign in marks["ticked"]) or text.lower().startswith("yes")
    empty = not text or any(sign in text for sign in marks["unticked"]) or text.lower() in marks["empty"]
    if ticked or not empty:
        return rest if SIZE.fullmatch(rest) else ""
    return None


def statements_in(paragraphs: Sequence[Paragraph], record: Record) -> list[Told]:
    """Give the statements of a provision cell, each with the columns that go for it."""
    told = labelled([p for p in paragraphs if not _inner_heading(p, paragraphs)])
    columns = columns_of(record)
    if len(told) < 2:
        return [(statement, {**columns, **own}) for statement, own in told]
    if not any(key in columns for key in AMOUNTS) or any(own for _, own in told):
        return [(statement, {**columns, **own}) for statement, own in told]
    return _shared([statement for statement, _ in told], record, columns)


def _inner_heading(paragraph: Paragraph, others: Sequence[Paragraph]) -> bool:
    return len(others) > 1 and heading_of(paragraph) is not None


def _shared(statements: list[Statement], record: Record, columns: dict[str, str]) -> list[Told]:
    """Pair several statements of a cell with as many amounts beside them; otherwise the row is one statement."""
    paired = {key: words for key, words in record.others.items() if key in columns and len(words) == len(statements)}
    if any(key in AMOUNTS for key in paired):
        return [(statement, {**columns, **{key: _text(words[place:place + 1]) for key, words in paired.items()}})
                for place, statement in enumerate(statements)]
    if sum(has_amount(statement.text) for statement in statements) > 1:
        rest = {key: text for key, text in columns.items() if key not in AMOUNTS}
        return [(statement, rest if has_amount(statement.text) else columns) for statement in statements]
    whole = Statement(tuple(p for statement in statements for p in statement.paragraphs), statements[0].who)
    return [(whole, columns)]


def labelled(paragraphs: Sequence[Paragraph]) -> list[Told]:
    """Give statements, taking lines such as "Delivered by: a TA" for the columns of the statement above them.

    >>> [(s.text, columns) for s, columns in labelled([Paragraph("Provision: Daily reading"), Paragraph("Who: A TA")])]
    [('Daily reading', {'who': 'A TA'})]
    """
    labels = [_label(paragraph) for paragraph in paragraphs]
    if not any(label and label[0] != "provision" for label in labels):
        return [(statement, {}) for statement in statements_of([_bare(p) for p in paragraphs])]
    told: list[Told] = []
    run: list[Paragraph] = []
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label is None or label[0] == "provision":
            run.append(paragraph if label is None else label[1])
            continue
        told += [(statement, {}) for statement in statements_of(run)]
        run = []
        if told and label[0] in COLUMNS:
            told[-1][1][label[0]] = label[1].text
        elif not told:
            run.append(paragraph)
    return told + [(statement, {}) for statement in statements_of(run)]


def _label(paragraph: Paragraph) -> tuple[str, Paragraph] | None:
    """Part a label that names a column from the words after it."""
    found = LABEL.match(paragraph.text)
    role = label_role(found["label"]) if found else None
    return (role, replace(paragraph, text=found["rest"])) if found and role else None


def _bare(paragraph: Paragraph) -> Paragraph:
    label = _label(paragraph)
    return label[1] if label and label[0] == "provision" else paragraph
