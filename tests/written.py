"""The words of written files, and the numbers in them, as a reader meets them."""

import html
import io
import re
import zipfile

from docx import Document


def word_text(content: bytes) -> str:
    """All text of a Word file, its headers too."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(r"word/(document|header\d*)\.xml", name)]
        xml = "\n".join(parts.read(name).decode() for name in names)
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>|</w:tc>", "\n", xml)))


def page_text(page: str) -> str:
    """The text of a web page without its style and its pictures."""
    bare = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", page, flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", bare))


def numbers(text: str) -> set[str]:
    """Every number in digits, thousands without their commas."""
    return {number.replace(",", "") for number in re.findall(r"\d[\d,]*(?<!,)", text)}


def found(phrases, text: str) -> list[str]:
    """The phrases that stand in a text as whole words, whatever their case."""
    return [phrase for phrase in phrases if re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)]


def document(content: bytes):
    """The Word file, opened."""
    return Document(io.BytesIO(content))
