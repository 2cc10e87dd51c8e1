"""What the law, the calendar and our own conventions say: TOML files beside this, their only reader."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def rules(name: str) -> dict[str, Any]:
    """Give the contents of `NAME.toml`; every legal entry says its source, since when, and when it was checked."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
