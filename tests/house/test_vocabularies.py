"""What a vocabulary writes in short is spelled out by the module that reads it."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from extractors.language import variants

EXTRACTORS = Path(__file__).parents[2] / "extractors"
EITHER_OR_NEITHER = re.compile(r"\[[^\[\]]*\|[^\[\]]*\]")


def phrases(entry: object) -> Iterator[str]:
    """Every string of a data file, the names of its entries among them."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        yield from (phrase for pair in entry.items() for part in pair for phrase in phrases(part))
    elif isinstance(entry, list):
        yield from (phrase for part in entry for phrase in phrases(part))


def spelled_out() -> set[str]:
    """The vocabularies that a module reads which spells phrases out."""
    sources = [path.read_text("utf-8") for path in EXTRACTORS.rglob("*.py")]
    readers = [source for source in sources if re.search(r"import .*\b(?:Lexicon|variants)\b", source)]
    return {name for source in readers for name in re.findall(r'vocabulary\("(\w+)"\)', source)}


def test_a_choice_that_may_be_left_out_stands_only_where_it_is_spelled_out():
    written = {path.stem: [phrase for phrase in phrases(tomllib.loads(path.read_text("utf-8")))
                           if EITHER_OR_NEITHER.search(phrase)]
               for path in (EXTRACTORS / "vocabulary").glob("*.toml")}
    assert any(written.values())
    assert {name for name, found in written.items() if found} <= spelled_out()


def test_every_choice_is_spelled_out_and_so_is_none():
    assert list(variants("for the rest of the [academic|school] year")) == [
        "for the rest of the academic year", "for the rest of the school year", "for the rest of the year"]
