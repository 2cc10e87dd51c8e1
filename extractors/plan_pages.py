"""Which pages of a plan are worth a close look: those from the first to the last page of Section F."""

from collections.abc import Sequence

from extractors.layout import Page
from extractors.open_tables import pieces_of
from extractors.paragraphs import lines_of
from extractors.section_headings import letters_of, title_letter


def pages_that_matter(pages: Sequence[Page]) -> list[int]:
    """Give the numbers of the pages to read closely; all of them where no Section F shows at first sight."""
    opened = {page.number: _opened(page) for page in pages}
    if not any("F" in letters for letters in opened.values()):
        opened = {page.number: _opened(page, titles=True) for page in pages}
    if not any("F" in letters for letters in opened.values()):
        return [page.number for page in pages]
    matter = []
    inside = False
    for page in pages:
        letters = opened[page.number]
        if inside or "F" in letters:
            matter.append(page.number)
        if letters:
            inside = "F" in letters[-3:]
    return matter


def shows_section_f(pages: Sequence[Page]) -> bool:
    """Whether the text layer of any page shows a heading of Section F."""
    return any("F" in _opened(page, titles=True) for page in pages)


def _opened(page: Page, titles: bool = False) -> list[str]:
    """Give the letters of the headings on a page, in order, table heads among them."""
    letters: list[str] = []
    for line in lines_of(page.words, page.number):
        pieces = pieces_of(line)
        for text in (line.text, *(" ".join(word.text for word in piece) for piece in pieces[len(pieces) == 1:])):
            letters += letters_of(text, prominent=text.isupper())
            letter = title_letter(text) if titles else None
            letters += [letter] if letter else []
    return letters
