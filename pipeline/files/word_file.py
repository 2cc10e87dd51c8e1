"""Fills in a Word template: sandboxed, escaped, a missing field is an error, and the same facts give the same bytes."""

import datetime as dt
import html
import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from pipeline.files.package import repacked
from pipeline.report.charts import Picture, png
from templates.words import FILTERS, printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run

PLACEHOLDER = re.compile(r"\[[A-Z][A-Z0-9 ,:'’-]{3,}\]")
"""Words that shout because a fact is missing: "[NAME OF SENCO]"."""
PART = re.compile(r"word/(?:document|header\d*)\.xml")
LINE_END, TAG = re.compile(r"</w:p>|<w:br/>|</w:tc>"), re.compile(r"<[^>]+>")
CENTIMETRE = 360_000
Gaps = Mapping[str, str]
"""What a person wrote in the place of placeholders, by the words of each."""
NO_GAPS: Gaps = MappingProxyType({})


class Pictures:
    """Puts pictures into a document while it is filled in, and keeps their words for those who cannot see them."""

    def __init__(self, template: DocxTemplate, width: int) -> None:
        """Start without pictures; each will be so many centimetres wide."""
        self._template, self._width = template, width
        self.alts: list[str] = []

    def add(self, picture: Picture) -> InlineImage:
        """Give the picture as docxtpl wants it."""
        self.alts.append(picture.alt)
        return InlineImage(self._template, io.BytesIO(png(picture)), width=self._width * CENTIMETRE)


def fill_in(name: str, facts: Mapping[str, Any], day: dt.date, title: str, gaps: Gaps = NO_GAPS) -> bytes:
    """Give the Word file that a template makes of the facts, dated on the day; `gaps` says what a person filled in."""
    template = DocxTemplate(io.BytesIO(_template_bytes(name)))
    template.patch_xml = _made_ready
    pictures = Pictures(template, width=17)
    template.render({**facts, "pictures": pictures}, _environment())
    word = template.docx
    _describe(word, pictures.alts)
    _fill_gaps(word, gaps)
    _date(word, day, title)
    file = io.BytesIO()
    word.save(file)
    return repacked(file.getvalue())


@cache
def _template_bytes(name: str) -> bytes:
    return resources.files("templates").joinpath(f"{name}.docx").read_bytes()


@cache
def _made_ready(xml: str) -> str:
    """Give the text of a template with its marks as Jinja wants them: once, however many documents are made of it."""
    return str(DocxTemplate(io.BytesIO()).patch_xml(xml))


class _Remembering(SandboxedEnvironment):
    """An environment that compiles the same template once, however many documents are made of it."""

    def __init__(self, **settings: Any) -> None:
        """Know no template yet."""
        super().__init__(**settings)
        self._known: dict[Any, Template] = {}

    def from_string(self, source: Any, *settings: Any, **more: Any) -> Template:
        """Compile a template, or give the one that was compiled before."""
        if source not in self._known:
            self._known[source] = super().from_string(source, *settings, **more)
        return self._known[source]


@cache
def _environment() -> SandboxedEnvironment:
    environment = _Remembering(autoescape=True, undefined=StrictUndefined, finalize=printable)
    environment.filters.update(FILTERS)
    return environment


def _describe(word: "Document", alts: list[str]) -> None:
    """Give each picture its words and a number of its own."""
    drawings = word.element.body.xpath(".//wp:docPr")
    for number, (drawing, alt) in enumerate(zip(drawings, alts, strict=True), 1):
        drawing.set("id", str(number))
        drawing.set("name", f"Picture {number}")
        drawing.set("descr", alt)


def _fill_gaps(word: "Document", gaps: Gaps) -> None:
    """Put what a person wrote in the place of placeholders, and mark the others in yellow: nobody sends them so."""
    from docx.text.run import Run

    for element in word.element.body.xpath(".//w:r[contains(., '[')]"):
        run = Run(element, word)
        if PLACEHOLDER.search(run.text):
            _fill(run, gaps)


def _fill(run: "Run", gaps: Gaps) -> None:
    from copy import deepcopy

    from docx.enum.text import WD_COLOR_INDEX
    from docx.text.run import Run

    for part in reversed(re.split(f"({PLACEHOLDER.pattern})", run.text)):
        if part:
            copy = Run(deepcopy(run._r), run._parent)
            copy.text = str(printable(gaps.get(part[1:-1], part)))
            if PLACEHOLDER.fullmatch(part) and part[1:-1] not in gaps:
                copy.font.highlight_color = WD_COLOR_INDEX.YELLOW
            run._r.addnext(copy._r)
    run._r.getparent().remove(run._r)


def words_of(content: bytes) -> str:
    """Give what a reader sees of a Word file: a line for each paragraph, its headers too."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if PART.fullmatch(name)]
        xml = "\n".join(parts.read(name).decode() for name in names)
    return html.unescape(TAG.sub("", LINE_END.sub("\n", xml)))


def _date(word: "Document", day: dt.date, title: str) -> None:
    properties = word.core_properties
    properties.created = properties.modified = dt.datetime.combine(day, dt.time())
    properties.title, properties.revision = str(printable(title)), 1
