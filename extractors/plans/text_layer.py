"""Whether the words that a file has of its own show a Section F."""

from collections.abc import Iterator, Sequence

from extractors.pages.layout import Page
from extractors.pages.open_tables import pieces_of
from extractors.pages.paragraphs import lines_of
from extractors.plans.section_headings import letters_of, title_letter


def shows_section_f(pages: Sequence[Page]) -> bool:
    """Whether any page has a heading of Section F, table heads among them."""
    return any("F" in (*letters_of(text, prominent=text.isupper()), title_letter(text))
               for page in pages for text in texts_of(page))


def texts_of(page: Page) -> Iterator[str]:
    """Give the lines of a page, and the cells of lines that are rows of a table."""
    for line in lines_of(page.words, page.number):
        yield line.text
        pieces = pieces_of(line)
        if len(pieces) > 1:
            yield from (" ".join(word.text for word in piece) for piece in pieces)
