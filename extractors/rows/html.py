"""The rows of the tables of a web page: some systems export one and call it a spreadsheet."""

from html.parser import HTMLParser

from extractors.limits import most

LINE_BREAKS = {"br", "p", "div", "li"}


class _Tables(HTMLParser):
    """Collects the rows of every table; a cell that spans columns stands in the first of them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.words: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.words = []
            told = dict(attrs).get("colspan") or "1"
            self.span = min(int(told[:3]), 50) if told.isascii() and told.isdigit() else 1
        elif tag in LINE_BREAKS and self.words:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.words is not None:
            lines = (" ".join(line.split()) for line in "".join(self.words).split("\n"))
            room = most("record", "columns") - len(self.rows[-1])
            self.rows[-1] += ["\n".join(line for line in lines if line), *[""] * (self.span - 1)][:max(0, room)]
            self.words = None


def html_rows(text: str) -> list[list[str]]:
    """Give the rows of all tables of a page.

    >>> html_rows("<table><tr><th>Date<th>AM</th></tr><tr><td>08/09/2025</td><td>/</td></tr></table>")
    [['Date', 'AM'], ['08/09/2025', '/']]
    """
    parser = _Tables()
    parser.feed(text.replace("<th>", "</th><th>").replace("<td>", "</td><td>"))
    parser.close()
    return parser.rows


def is_html(start: bytes) -> bool:
    """Whether a file starts like a web page, whatever its name."""
    head = start[:2000].lower()
    return b"<html" in head or b"<table" in head
