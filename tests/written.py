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


def page_lines(page: str) -> str:
    """The text of a web page line by line: a row of a table on one line, a picture as its words."""
    bare = re.sub(r"<style>.*?</style>|<svg[^>]*aria-hidden.*?</svg>", "", page, flags=re.S)
    bare = re.sub(r'<svg[^>]*aria-label="([^"]*)".*?</svg>', r"[\1]", bare, flags=re.S)
    bare = re.sub(r"</t[hd]>(?=\s*<t[hd])", " | ", re.sub(r"\s+", " ", bare))
    blocks = "p|li|h\\d|tr|caption|summary|blockquote|figure|title|cite|table|section|ol|ul"
    bare = re.sub(rf"</?({blocks})\b[^>]*>", "\n", bare)
    return _tidy(html.unescape(re.sub(r"<[^>]+>", "", bare)))


def word_lines(content: bytes) -> str:
    """The text of a Word file line by line: headings by their marks, a row of a table on one line."""
    lines = []
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(part, "rows"):
            lines += [" | ".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            alts = "".join(f"[{one.get('descr')}]" for one in part._p.xpath(".//wp:docPr"))
            level = re.match(r"Heading (\d)", part.style.name)
            lines.append(f"{'#' * int(level[1])} {part.text}" if level else part.text + alts)
    return _tidy("\n".join(lines))


def _tidy(text: str) -> str:
    return "".join(f"{' '.join(line.split())}\n" for line in text.splitlines() if line.strip())


def numbers(text: str) -> set[str]:
    """Every number in digits, thousands without their commas."""
    return {number.replace(",", "") for number in re.findall(r"\d[\d,]*(?<!,)", text)}


def found(phrases, text: str) -> list[str]:
    """The phrases that stand in a text as whole words, whatever their case."""
    return [phrase for phrase in phrases if re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)]


def document(content: bytes):
    """The Word file, opened."""
    return Document(io.BytesIO(content))
