"""Which school years a calendar is about: by its own dates, its titles, or the dates within its sentences."""

from collections import Counter

from extractors.cells.days import DateSense, school_year
from extractors.cells.phrases import days_in
from extractors.cells.sense import sense_of
from extractors.cells.words import words
from extractors.tables import Table


def calendar_sense(table: Table, known: tuple[int, ...]) -> DateSense:
    """Tell what a calendar's dates have in common; a date in a sentence tells the year of those without one.

    >>> lines = (("Term: Wednesday 3 September 2025 to Friday 19 December",), ("INSET: Monday 17 November",))
    >>> calendar_sense(Table("dates.txt", None, lines), ()).school_years
    (2025,)
    """
    cells = [value for line in table.rows for value in line]
    sense = sense_of(cells, [*map(words, cells), table.file], known)
    if sense.school_years:
        return sense
    written = Counter(school_year(day.start) for value in cells for day in days_in(words(value), sense))
    return sense._replace(school_years=tuple(year for year, _ in written.most_common()))
