"""Rows of the records, as a table names them: by file, in runs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.gap import Bucket, EvidenceLine, Finding
from models.provision import Provision
from models.source import Row
from pipeline.rules import rules


class RowsUsed(NamedTuple):
    """The rows of one file and sheet that were counted in one way for one item."""

    item: str
    counted_as: str
    rows: str


def rows_used(findings: Iterable[tuple[Provision, Finding]], file: str) -> tuple[RowsUsed, ...]:
    """Give the rows of a file that were counted, a line for each item and bucket."""
    found: dict[tuple[str, Bucket], list[Row]] = defaultdict(list)
    for provision, finding in findings:
        for line in finding.evidence:
            if line.source.file == file:
                found[provision.id, line.bucket].append(line.source)
    names = rules("wording")["buckets"]
    return tuple(RowsUsed(item, names[bucket]["name"], places(rows, name_file=False))
                 for (item, bucket), rows in found.items())


def lines_of(findings: Iterable[tuple[Provision, Finding]]) -> tuple[EvidenceLine, ...]:
    """Give all rows that were counted, in the order in which they stand."""
    lines = (line for _, finding in findings for line in finding.evidence)
    return tuple(sorted(lines, key=lambda line: line.source.order))


def places(rows: Iterable[Row], *, name_file: bool = True) -> str:
    """Say where rows stand, each file and sheet once.

    >>> places([Row(file="log.csv", row=3), Row(file="log.csv", row=4), Row(file="log.csv", row=9)])
    'log.csv, rows 3–4, 9'
    >>> places([Row(file="log.xlsx", sheet="Speech", row=7)], name_file=False)
    'sheet Speech, row 7'
    """
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        place = row.model_copy(update={"column": None}).place().rpartition("row ")[0].rstrip(", ")
        found[row.file, place if name_file else place.removeprefix(row.file).lstrip(", ")].add(row.row)
    return "; ".join(", ".join(filter(None, (place, runs(sorted(numbers))))) for (_, place), numbers in
                     sorted(found.items()))


def runs(numbers: Sequence[int]) -> str:
    """Write numbers of rows, those that follow each other as one run.

    >>> runs([14]), runs([3, 4, 5, 9])
    ('row 14', 'rows 3–5, 9')
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    written = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)
    return f"{'row' if len(numbers) == 1 else 'rows'} {written}"
