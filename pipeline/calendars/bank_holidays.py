"""Bank holidays in England, as far as the data goes."""

import datetime as dt
from functools import cache

from pipeline.rules import rules


@cache
def bank_holidays() -> dict[dt.date, str]:
    """Give the name of every bank holiday that we know, by its date."""
    return {dt.date.fromisoformat(day): name for year in rules("bank_holidays")["years"].values()
            for day, name in year.items()}


@cache
def years_known() -> range:
    """Give the years of which the bank holidays are known."""
    years = sorted(int(year) for year in rules("bank_holidays")["years"])
    return range(years[0], years[-1] + 1)


def is_bank_holiday(day: dt.date) -> bool:
    """Whether the day is a bank holiday in England.

    >>> is_bank_holiday(dt.date(2026, 5, 4)), is_bank_holiday(dt.date(2026, 5, 5))
    (True, False)
    """
    return day in bank_holidays()
