"""A plan file of any kind → its paragraphs and tables."""

from pathlib import Path

from extractors.limits import most
from extractors.opening.kinds import kind_of, opening_of, other_than
from extractors.opening.package import check_package
from extractors.opening.pdf import check_pdf
from extractors.opening.regular import check_regular
from extractors.pages.flow import flow_of
from extractors.pages.layout import Flow, Page
from extractors.pages.pdf import read_pages
from extractors.plans.text_layer import shows_section_f
from extractors.watched import Watch, reading, unwatched

KINDS = (".pdf", ".docx", ".txt")
HEADER = 1024
"""A PDF may begin with other bytes than its own, as far as here."""
SMALLER = "Give the plan without its appended reports, or scanned at a lower resolution."


def flow_of_file(path: Path, watch: Watch = unwatched) -> Flow:
    """Read a file by what it is, not only by what it is called."""
    with reading(path.name):
        return _flow(path, watch)


def _flow(path: Path, watch: Watch) -> Flow:
    check_regular(path, most("plan", "bytes"), SMALLER)
    opening = opening_of(path)
    kind = kind_of(opening)
    if b"%PDF" in opening[:HEADER] and not opening.startswith(b"PK"):
        check_pdf(path, most("pdf", "unpacked_bytes"))
        return _pdf(path, watch)
    if kind and kind.key == "package":
        from extractors.pages.docx import read_docx

        check_package(path, most("package", "word_tags"))
        return read_docx(path)
    if kind is None and path.suffix.lower() == ".txt":
        from extractors.pages.text import read_text

        check_regular(path, most("plan", "text_bytes"), SMALLER)
        return read_text(path)
    said = path.suffix.lower()
    wanted = f"what its name says ({said})" if said in KINDS else "a plan that can be read"
    raise other_than(wanted, path, "Give the plan as .pdf, .docx or .txt.")


def _pdf(path: Path, watch: Watch) -> Flow:
    """Read the words that a PDF has of its own, and recognise those that are only to be seen."""
    pages = read_pages(path, watch)
    seen = {page.number: page for page in _from_pictures(path, pages, watch)}
    return flow_of([seen.get(page.number, page) for page in pages])


def _from_pictures(path: Path, pages: list[Page], watch: Watch) -> list[Page]:
    """Read pages without words of their own, and find the table lines of those that an earlier recognition has read."""
    pictures = [page.number for page in pages if not page.readable]
    laid = [page for page in pages if page.hidden and page.readable]
    if not pictures and not laid:
        return []
    from extractors.pages.scan import engine, recognise, with_lines

    wanted = pictures if engine() or not shows_section_f(pages) else []
    read = recognise(path, wanted, lambda page, _: watch(page, len(pages))) if wanted else []
    return read + with_lines(path, laid)
