"""What somebody typed into a form: read field by field, and said beside each field where it cannot be used."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from extractors.limits import most

LONGEST = most("form", "letters_of_a_field")
NUL = "\0"
"""No keyboard has it, and PostgreSQL keeps no words with one in them."""
DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%Y-%m-%d")
Choice = TypeVar("Choice", bound=StrEnum)


class Answers:
    """The fields of one form, and why some of them cannot be used."""

    def __init__(self, values: dict[str, str]) -> None:
        """Take what was typed; nothing is wrong with it yet."""
        self.values = values
        self.wrong: dict[str, str] = {}

    def says(self, *names: str) -> bool:
        """Whether anything stands in one of these fields."""
        return any(self.values.get(name) for name in names)

    def text(self, name: str, needed: str = "") -> str:
        """Give the words of a field; `needed` is what to say where there are none."""
        words = self.values.get(name, "").replace("\r\n", "\n").strip()
        if needed and not words:
            self.wrong[name] = needed
        if len(words) > LONGEST:
            self.wrong[name] = f"This is longer than {LONGEST:,} characters. Shorten it."
        return words

    def lines(self, name: str) -> tuple[str, ...]:
        """Give the lines of a field that say anything."""
        return tuple(line.strip() for line in self.text(name).splitlines() if line.strip())

    def day(self, name: str, needed: str = "") -> dt.date | None:
        """Give the day of a field, as browsers send it or as people write it.

        >>> Answers({"day": "3 November 2025"}).day("day"), Answers({"day": "03/11/2025"}).day("day")
        (datetime.date(2025, 11, 3), datetime.date(2025, 11, 3))
        >>> asked = Answers({"day": "31/02/2025"}); asked.day("day"); asked.wrong
        {'day': 'This is no date. Write it like 3 November 2025 or 03/11/2025.'}
        """
        words = self.text(name, needed)
        for form in DAYS:
            try:
                found = dt.datetime.strptime(words, form).date()
            except ValueError:
                continue
            if 2000 <= found.year <= 2100:
                return found
        if words:
            self.wrong[name] = "This is no date. Write it like 3 November 2025 or 03/11/2025."
        return None

    def time(self, name: str) -> dt.time | None:
        """Give the time of day of a field."""
        words = self.text(name)
        try:
            return dt.time.fromisoformat(words) if words else None
        except ValueError:
            self.wrong[name] = "This is no time. Write it like 14:30."
            return None

    def choice(self, name: str, kind: type[Choice], needed: str = "") -> Choice | None:
        """Give the choice of a field, if one was made."""
        words = self.text(name, needed)
        if words and words not in list(kind):
            self.wrong[name] = "Choose one of the list."
            return None
        return kind(words) if words else None

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.values.get(name))


async def answers(request: Request) -> Answers:
    """Read the form of a request."""
    form = await request.form()
    return Answers({name: value.replace(NUL, "") for name, value in form.items() if isinstance(value, str)})


Typed = Annotated[Answers, Depends(answers)]


async def ticked(request: Request) -> list[str]:
    """Read which of several boxes of one name were ticked."""
    form = await request.form()
    return [value for value in form.getlist("case") if isinstance(value, str)]


Ticked = Annotated[list[str], Depends(ticked)]
