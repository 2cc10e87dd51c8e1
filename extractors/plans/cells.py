"""The cells of one row, or the labelled lines of one paragraph → statements with their columns."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.pages.layout import Paragraph
from extractors.plans.choices import ticked
from extractors.plans.headings import heading_of
from extractors.plans.lists import Statement, has_amount, statements_of
from extractors.plans.rows import Record
from extractors.plans.stacked import COLUMNS, Stack, bare_label, stacks_of, under_label
from extractors.vocabulary import vocabulary

AMOUNTS = ("how_often", "minutes", "sessions", "times", "per", "weeks")
SOURCE = re.compile(r"\s*\(K\d+[a-z]?(?:\s*[,;&/]\s*K?\d+[a-z]?)*\)")
"""The tag of the advice that a cell was taken from."""
LENGTH = re.compile(r"\d+\s*(?:minutes?|mins?)?", re.IGNORECASE)
"""A length and nothing else, beside a column that says how many times."""
SIZE = re.compile(r"\(?[≤<]?=?\s*\d+\)?")

BLANK = " _.…"
"""What stands where nothing was filled in."""

Told = tuple[Statement, dict[str, str]]


def columns_of(record: Record) -> dict[str, str]:
    """Give the other cells of a row by the names that the language reader knows."""
    marks = vocabulary("plan_columns")["marks"]
    found = {key: _text(words) for key, words in record.others.items() if key in COLUMNS}
    if "times" in found and not LENGTH.fullmatch(found["times"]):
        found["sessions"] = found.pop("times")
    if found.keys() & {"sessions", "times"} and "minutes" not in found and LENGTH.fullmatch(found.get("how_often", "")):
        found["minutes"] = found.pop("how_often")
    if "times" in found and "how_often" in found:
        found["sessions"] = found.pop("times")
    ticks = [f"{key[-1]} {size}".strip() for key in ("mode_I", "mode_G", "mode_C")
             if (size := _ticked(_text(record.others.get(key, ())))) is not None]
    if ticks:
        found["mode"] = " / ".join(ticks)
    return {key: text for key, text in found.items() if text.lower() not in marks["empty"]}


def _text(paragraphs: Sequence[Paragraph]) -> str:
    text = ""
    for paragraph in paragraphs:
        words = ticked(f"{paragraph.mark} {paragraph.text}".strip())
        if not words.strip(BLANK):
            continue
        apart = "; " if text[-1:].isalnum() and words[:1].isalnum() else " "
        text = f"{text}{apart}{words}".strip()
    return SOURCE.sub("", text).strip()


def _ticked(text: str) -> str | None:
    """Give what stands beside a tick, or None when the cell is not ticked."""
    marks = vocabulary("plan_columns")["marks"]
    rest, plain = text.strip(marks["ticked"] + " "), text.lower()
    marked = any(sign in text for sign in marks["ticked"]) or plain.startswith("yes")
    blank = not text or any(sign in text for sign in marks["unticked"]) or plain in (*marks["empty"], *marks["no"])
    if marked or not blank:
        return rest if SIZE.fullmatch(rest) else ""
    return None


def statements_in(paragraphs: Sequence[Paragraph], record: Record) -> list[Told]:
    """Give the statements of a provision cell, each with the columns that go for it."""
    above = [None, *paragraphs]
    kept = [paragraph for paragraph, before in zip(paragraphs, above, strict=False)
            if under_label(paragraph, before) or not _inner_heading(paragraph, paragraphs)]
    alone = len(kept) == 1 and bare_label(kept[0]) is not None
    return [told for stack in ([Stack(kept)] if alone else stacks_of(kept)) for told in _told(stack, record)]


def labelled(paragraphs: Sequence[Paragraph]) -> list[Told]:
    """Give statements, taking lines such as "Delivered by: a TA" for the columns of the statement above them.

    >>> [(s.text, columns) for s, columns in labelled([Paragraph("Provision: Daily reading"), Paragraph("Who: A TA")])]
    [('Daily reading', {'who': 'A TA'})]
    """
    return [told for stack in stacks_of(paragraphs) for told in _told(stack, Record(0))]


def _told(stack: Stack, record: Record) -> list[Told]:
    """Give the statements of one stack with the columns beside and below them."""
    statements = statements_of(stack.words)
    around = columns_of(record)
    whole = replace(record, others={**record.others, **stack.others})
    columns = columns_of(whole)
    if stack.others and not stack.whole:
        last = len(statements) - 1
        return [(statement, columns if place == last else around) for place, statement in enumerate(statements)]
    if len(statements) < 2 or not any(key in columns for key in AMOUNTS):
        return [(statement, columns) for statement in statements]
    return _shared(statements, whole, columns)


def _inner_heading(paragraph: Paragraph, others: Sequence[Paragraph]) -> bool:
    return len(others) > 1 and heading_of(paragraph) is not None


def _shared(statements: list[Statement], record: Record, columns: dict[str, str]) -> list[Told]:
    """Pair several statements of a cell with as many amounts beside them; otherwise the row is one statement."""
    paired = {key: words for key, words in record.others.items() if key in columns and len(words) == len(statements)}
    if any(key in AMOUNTS for key in paired):
        return [(statement, {**columns, **{key: _text(words[place:place + 1]) for key, words in paired.items()}})
                for place, statement in enumerate(statements)]
    if _refers(columns):
        return [(statement, columns) for statement in statements]
    if sum(has_amount(statement.text) for statement in statements) > 1:
        rest = {key: text for key, text in columns.items() if key not in AMOUNTS}
        return [(statement, rest if has_amount(statement.text) else columns) for statement in statements]
    whole = Statement(tuple(p for statement in statements for p in statement.paragraphs), statements[0].who)
    return [(whole, columns)]


def _refers(columns: dict[str, str]) -> bool:
    """Whether the cells for the amount only send the reader back to the words of the provision."""
    back = tuple(vocabulary("plan_columns")["marks"]["refers"])
    return all(columns[key].lower().startswith(back) for key in AMOUNTS if key in columns)
