"""A command that takes its options as one noun, and the dates that people type."""

import datetime as dt
import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

Options = TypeVar("Options")
Redact = Annotated[Path | None, typer.Option("--redact", metavar="<list>", help=(
    "Also write a copy in which the names of other children and of staff are replaced. The list says which: "
    "the first time it is written, for you to look through."))]

DATE_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y")


def takes(shape: type[Options]) -> Callable[[Callable[[Options], None]], Callable[..., None]]:
    """Make a command of a function whose one argument is a named tuple that holds an option in each field."""
    fields = inspect.signature(shape).parameters.values()
    hints = get_type_hints(shape, include_extras=True)
    options = [field.replace(kind=field.KEYWORD_ONLY, annotation=hints[field.name]) for field in fields]

    def command_of(function: Callable[[Options], None]) -> Callable[..., None]:
        @functools.wraps(function)
        def command(**given: Any) -> None:
            function(shape(**given))

        command.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
        return command

    return command_of


def day(typed: str) -> dt.date:
    """Read a date as people type it, the day before the month.

    >>> day("2025-11-03") == day("3 November 2025") == day("3 nov 2025") == day("03/11/2025")
    True
    """
    for form in DATE_FORMS:
        try:
            return dt.datetime.strptime(" ".join(typed.split()), form).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"“{typed}” is not a date such as 2025-11-03 or “3 November 2025”.")
