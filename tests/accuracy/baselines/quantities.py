"""quantulum3: quantities with their units; "25 hours per week" is one of them."""

import warnings

from tests.accuracy.baselines.answers import Seen, answer_all

# To be generous, a minute of arc is a minute.
MINUTES = {"minute": 1, "minute of arc": 1, "hour": 60}
PERIODS = ("day", "week", "fortnight", "month", "year")
COUNTS = ("dimensionless", "count")


def look(text: str) -> Seen:
    """Lengths, counts, and the periods that they are per."""
    warnings.simplefilter("ignore")
    from quantulum3 import parser

    seen = Seen([], [], [])
    try:
        quantities = parser.parse(text)
    except Exception:
        return seen
    for quantity in quantities:
        unit, _, per = quantity.unit.name.partition(" per ")
        if unit in MINUTES:
            seen.lengths.append(quantity.value * MINUTES[unit])
        elif unit in COUNTS:
            seen.counts.append(quantity.value)
        if per in PERIODS or (unit in PERIODS and quantity.value == 1):
            seen.periods.append(per or unit)
    return seen


if __name__ == "__main__":
    answer_all(look)
