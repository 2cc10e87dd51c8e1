"""The one place where a PDF is opened with pdfium, which does one thing at a time for a whole process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

_alone = threading.RLock()


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Give a PDF that is closed when the block ends; until then no other thread can use pdfium."""
    with _alone:
        document = pypdfium2.PdfDocument(path)
        try:
            yield document
        finally:
            document.close()
