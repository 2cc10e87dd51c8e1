"""dateparser's `search_dates`: each date that it finds, as the span of time between it and now."""

import datetime as dt

from tests.accuracy.baselines.answers import Seen, answer_all, sort

NOW = dt.datetime(2026, 1, 7, 12)
LONGEST = 366 * 24 * 60


def look(text: str) -> Seen:
    """The spans of up to a year; "45 minutes" is found as the moment 45 minutes ago."""
    from dateparser.search import search_dates

    seen = Seen([], [], [])
    for _, date in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": NOW}) or []:
        minutes = abs(NOW - date.replace(tzinfo=None)).total_seconds() / 60
        if 0 < minutes <= LONGEST:
            sort(minutes, seen)
    return seen


if __name__ == "__main__":
    answer_all(look)
