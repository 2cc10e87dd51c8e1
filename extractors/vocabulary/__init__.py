"""What words mean in a plan and in a school's records: TOML files beside this, their only reader."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Give the contents of `NAME.toml`; every file opens with its `source` and the day it was `checked_on`."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
