"""Word templates filled in as plain text: the same expressions in a twentieth of the time, and every field noted."""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache

from jinja2 import nodes
from pydantic import BaseModel

from pipeline.files.word_file import _environment
from tools.word_templates import TEMPLATES, whole

BY_LINE = re.compile(r"\{%(?:p|tr) ")
MARKS = re.compile(r"^(?:\|(?:=.*|---\|)|@header |=== |#{1,4} |[>\"+~|-] ?|1\. )|\*\*|\|$", re.M)
"""What says how a line looks: none of it is words."""


class Pictures:
    """Stands for those of a Word file: a picture is its words."""

    def add(self, picture):
        return picture.alt


@cache
def text_of(name: str) -> str:
    """The text of a template, its parts included, with the marks of docxtpl as plain Jinja has them."""
    return MARKS.sub("", BY_LINE.sub("{% ", whole(TEMPLATES / f"{name}.txt")))


@cache
def _compiled(name: str):
    return _environment().from_string(text_of(name))


def filled_in(name: str, facts: Mapping) -> str:
    """What the template makes of the facts."""
    return _compiled(name).render({"pictures": Pictures(), **facts})


def fill_in(name: str, facts: Mapping, *_) -> bytes:
    """The same as the Word file in which `words_of` finds it."""
    lines = "".join(f"<w:p>{line}</w:p>" for line in filled_in(name, facts).splitlines())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("word/document.xml", lines)
    return file.getvalue()


def attributes(source: str, ours: tuple[str, ...] = ("loop", "pictures")) -> set[str]:
    """The attributes that a template names, but for those of what is no fact."""
    named = _environment().parse(source).find_all(nodes.Getattr)
    return {one.attr for one in named if next(one.find_all(nodes.Name)).name not in ours}


class Seen:
    """A value that notes which of its fields are read, by their path, and keeps one of them back."""

    def __init__(self, value, path: str, read: set[str], hidden: str) -> None:
        self.__dict__.update(_value=value, _path=path, _read=read, _hidden=hidden)

    def __getattr__(self, name: str):
        path = f"{self._path}.{name}"
        mapping = isinstance(self._value, Mapping)
        value = self._value[name] if mapping and name in self._value else getattr(self._value, name)
        self._read.add(path)
        if path == self._hidden:
            raise AttributeError(path)
        return seen(value, path, self._read, self._hidden)

    def __bool__(self) -> bool:
        return bool(self._value)


def seen(value, path: str, read: set[str], hidden: str = ""):
    """The value, with its fields watched; what has none, and what cannot be told from words, is left as it is."""
    if isinstance(value, BaseModel | Mapping) or hasattr(value, "_fields"):
        return Seen(value, path, read, hidden)
    if isinstance(value, tuple | list):
        return type(value)(seen(one, f"{path}[]", read, hidden) for one in value)
    return value


def watched(facts: Mapping, hidden: str = "") -> tuple[dict, set[str]]:
    """The facts with all their fields watched, and the set in which those that are read will stand."""
    read: set[str] = set()
    return {name: seen(value, name, read, hidden) for name, value in facts.items() if name != hidden}, read
