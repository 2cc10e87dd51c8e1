"""How much a file may hold, and reading it may cost: the one reader of `limits.toml`, which gives a reason for each."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def all_limits() -> dict[str, Any]:
    """Give every limit with its reason."""
    return tomllib.loads(resources.files("extractors").joinpath("limits.toml").read_text(encoding="utf-8"))


def most(of: str, what: str) -> int:
    """Give a limit.

    >>> most("plan", "pages")
    600
    """
    limit: int = all_limits()[of][what]["most"]
    return limit
