"""Microsoft's Recognizers-Text: durations and sets of its date and time model, numbers of its number model."""

import datetime as dt
import re
from typing import Any

from tests.accuracy.baselines.answers import Seen, answer_all, sort

SETS = {"P1D": "day", "P1W": "week", "P2W": "fortnight", "P1M": "month", "P1Y": "year"}
BASE = dt.datetime(2026, 1, 7, 12)


def look(text: str) -> Seen:
    """Lengths and periods of the one model; counts of the other where the first saw nothing in the same place."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number

    seen, taken = Seen([], [], []), set()
    for found in recognize_datetime(text, "en-us", reference=BASE):
        taken |= set(range(found.start, found.end + 1))
        for value in (found.resolution or {}).get("values", [])[:1]:
            _take(value, seen)
    for found in recognize_number(text, "en-us"):
        if found.start not in taken and re.fullmatch(r"\d+(\.0)?", found.resolution["value"]):
            seen.counts.append(float(found.resolution["value"]))
    return seen


def _take(value: dict[str, Any], seen: Seen) -> None:
    if value["type"] == "duration":
        sort(float(value["value"]) / 60, seen)
    elif value["type"] == "set" and value["timex"] in SETS:
        seen.periods.append(SETS[value["timex"]])


if __name__ == "__main__":
    answer_all(look)
