"""The sentences of reports and letters: data of `rules/wording.toml`, filled in here, never put together in code."""

from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from pipeline.rules import rules
from templates.words import FILTERS


@cache
def environment() -> SandboxedEnvironment:
    """Give the environment in which sentences are filled in: plain text, and a missing fact is an error."""
    plain = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    plain.filters.update(FILTERS)
    return plain


@cache
def _template(words: str) -> Template:
    return environment().from_string(words)


def phrase(group: str, name: str) -> str:
    """Give the words for a name of ours.

    >>> phrase("statuses", "not_due")
    'Not due in these dates'
    """
    return str(rules("wording")[group][name])


def say(group: str, name: str, **facts: Any) -> str:
    """Fill in a sentence.

    >>> say("unknown", "no_record", ids=["F1", "F2"])
    'What happened where there is no record either way: F1 and F2.'
    """
    return fill(phrase(group, name), **facts)


def fill(words: str, **facts: Any) -> str:
    """Fill in a sentence of another rules file.

    >>> fill("{{ day | long_date }}", day=__import__("datetime").date(2025, 11, 3))
    '3 November 2025'
    """
    return _template(words).render(**facts)
