"""Word documents of odd build: parts and elements gone or repeated, odd values, strange words, tables in tables."""

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

from lxml import etree

from tests.fuzz.damage import damaged, originals
from tests.fuzz.inputs import Input
from tests.fuzz.words import borrowed, mutated

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
PARTS = re.compile(r"word/(document|styles|numbering|header\d*|footer\d*)\.xml|.*\.rels|\[Content_Types\]\.xml")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
VALUES = ("", "-1", "1", "3", "9" * 20, "1.5", "abc", "restart", "bullet", "\u0663", "true", "off", "rId1", "rId99")
Element = etree._Element
Change = Callable[[random.Random, dict[str, bytes]], None]


def mutated_docx(dice: random.Random) -> Input:
    """A Word document, its package damaged, its parts damaged, or its body rebuilt."""
    ways = (_words_changed, _words_changed, _elements_changed, _elements_changed, _built)
    return Input(".docx", strange(dice, dice.choice(originals("docx"))(), ways))


def strange(dice: random.Random, package: bytes, ways: Sequence[Change] = ()) -> bytes:
    """A package of which words and elements of some part are others; `ways` says how, if not as all small ones."""
    if dice.random() < 0.1:
        return damaged(dice, package)
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    for _ in range(dice.choice((1, 1, 2, 4))):
        dice.choice(ways or (_words_changed, _elements_changed))(dice, parts)
    if dice.random() < 0.2:
        dice.choice((_part_gone, _part_damaged))(dice, parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _part_gone(dice: random.Random, parts: dict[str, bytes]) -> None:
    if len(parts) > 1:
        del parts[dice.choice(sorted(parts))]


def _part_damaged(dice: random.Random, parts: dict[str, bytes]) -> None:
    name = _some_part(dice, parts)
    parts[name] = damaged(dice, parts[name])


def _some_part(dice: random.Random, parts: dict[str, bytes]) -> str:
    if dice.random() < 0.7 and parts.get(BODY):
        return BODY
    return dice.choice(sorted(name for name in parts if PARTS.fullmatch(name) and parts[name]) or sorted(parts))


def _rebuilt(parts: dict[str, bytes], name: str, change: Callable[[Element], None]) -> None:
    """Change the tree of a part; one that is no XML any more stays as it is."""
    try:
        root = etree.fromstring(parts.get(name, b""))
    except etree.XMLSyntaxError:
        return
    change(root)
    parts[name] = etree.tostring(root)


def _elements_changed(dice: random.Random, parts: dict[str, bytes]) -> None:
    def change(root: Element) -> None:
        for _ in range(dice.choice((1, 5, 30))):
            inner = [element for element in root.iter(etree.Element) if element.getparent() is not None]
            if inner:
                dice.choice((_gone, _again, _moved, _renamed, _revalued, _revalued))(dice, dice.choice(inner), inner)

    _rebuilt(parts, _some_part(dice, parts), change)


def _gone(_dice: random.Random, element: Element, _inner: list[Element]) -> None:
    element.getparent().remove(element)


def _again(dice: random.Random, element: Element, _inner: list[Element]) -> None:
    for _ in range(dice.choice((1, 1, 30))):
        element.addnext(copy.deepcopy(element))


def _moved(dice: random.Random, element: Element, inner: list[Element]) -> None:
    dice.choice(inner).append(copy.deepcopy(element))


def _renamed(dice: random.Random, element: Element, inner: list[Element]) -> None:
    element.tag = dice.choice(inner).tag


def _revalued(dice: random.Random, element: Element, inner: list[Element]) -> None:
    valued = next((other for other in [element, *dice.sample(inner, len(inner))] if other.attrib), element)
    for name in list(valued.attrib)[:1] or [f"{W}val"]:
        if dice.random() < 0.2 and name in valued.attrib:
            del valued.attrib[name]
        else:
            valued.set(name, dice.choice(VALUES))


def _words_changed(dice: random.Random, parts: dict[str, bytes]) -> None:
    def change(root: Element) -> None:
        texts = [element for element in root.iter(f"{W}t") if element.text]
        for element in dice.sample(texts, min(len(texts), dice.choice((1, 5, 50)))):
            element.text = NOT_XML.sub("", mutated(dice, element.text))

    _rebuilt(parts, BODY, change)


def _built(dice: random.Random, parts: dict[str, bytes]) -> None:
    """Put an odd table into the body: deep, long, wide, or merged beyond its grid."""
    made = dice.choice((_nested, _long, _wide, _merged))(dice)

    def change(root: Element) -> None:
        paragraphs = list(root.iter(f"{W}p"))
        if paragraphs:
            dice.choice(paragraphs).addnext(made)

    _rebuilt(parts, BODY, change)


def _element(name: str, *children: Element, **attributes: str) -> Element:
    made = etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})
    made.extend(children)
    return made


def _paragraph(words: str) -> Element:
    text = _element("t")
    text.text = words
    return _element("p", _element("r", text))


def _cell(words: str, *properties: Element) -> Element:
    return _element("tc", _element("tcPr", *properties), _paragraph(words))


def _table(rows: list[list[Element]]) -> Element:
    return _element("tbl", *(_element("tr", *cells) for cells in rows))


def _nested(dice: random.Random) -> Element:
    """Tables in the cells of tables."""
    table = _table([[_cell(borrowed(dice)), _cell(borrowed(dice))]])
    for _ in range(dice.choice((1, 5, 20, 50))):
        cell = _cell(borrowed(dice))
        cell.append(table)
        table = _table([[_cell("Provision"), _cell(borrowed(dice))], [cell, _cell(borrowed(dice))]])
    return table


def _long(dice: random.Random) -> Element:
    """Thousands of rows, or one huge cell."""
    if dice.random() < 0.5:
        return _table([[_cell(f"{borrowed(dice)} " * dice.choice((100, 2000))), _cell(borrowed(dice))]])
    heads = [[_cell("Provision"), _cell("Who"), _cell("How often")]]
    return _table(heads + [[_cell(borrowed(dice)) for _ in range(3)] for _ in range(dice.choice((50, 3000)))])


def _wide(dice: random.Random) -> Element:
    """Hundreds of columns."""
    return _table([[_cell(borrowed(dice)) for _ in range(dice.choice((2, 300)))] for _ in range(4)])


def _merged(dice: random.Random) -> Element:
    """Cells merged beyond the grid, to the right and below."""
    def cell() -> Element:
        span = _element("gridSpan", val=dice.choice(("2", "9999999", "0", "-3", *VALUES)))
        merge = _element("vMerge", val=dice.choice(("restart", "continue", "")))
        return _cell(borrowed(dice), *dice.choice(((span,), (merge,), (span, merge), ())))

    return _table([[cell() for _ in range(dice.randint(1, 5))] for _ in range(dice.randint(1, 8))])
