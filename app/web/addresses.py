"""The addresses of a case's pages: everything has a number or a hash in them, and nothing a name."""

import hashlib
from collections.abc import Iterable
from urllib.parse import urlencode

from models.case import Case
from models.source import Row
from pipeline.findings.leads import Lead, lead
from pipeline.report.excerpts import record_files


class Addresses:
    """Where the pages of one case are."""

    def __init__(self, case_id: str, case: Case) -> None:
        """Number the files of the case once."""
        self.root = f"/cases/{case_id}"
        self.files = [path.name for path in record_files(case)]

    def page(self, number: int, item: str = "") -> str:
        """Give the address of a page of the plan, with the boxes of an item."""
        return f"{self.root}/pages/{number}{f'?item={item}' if item else ''}"

    def finding(self, item: str) -> str:
        """Give the address of what was found of an item."""
        return f"{self.root}/findings/{item}"

    def behind(self, item: str, amount: int, of: str) -> str:
        """Give the address of the rows behind one number of a finding."""
        return f"{self.root}/rows?{urlencode({'item': item, 'amount': amount + 1, 'of': of})}"

    def rows(self, rows: Iterable[Row]) -> str:
        """Give the address of rows of one file and sheet."""
        some = list(rows)
        asked = {"file": self.files.index(some[0].file) + 1, "row": ",".join(str(row.row) for row in some)}
        sheet = {"sheet": sheet_code(some[0].sheet)} if some[0].sheet else {}
        column = {"column": some[0].column} if some[0].column else {}
        return f"{self.root}/rows?{urlencode({**asked, **sheet, **column}, safe=',')}"

    def source(self, words: str, item: str = "") -> str:
        """Give the address that a source in words leads to; empty where it leads nowhere."""
        return self._of(lead(words, self.files), item)

    def _of(self, found: Lead, item: str) -> str:
        if found.page:
            return self.page(found.page, item)
        if found.rows:
            return self.rows(found.rows)
        return f"{self.root}/rows?file={self.files.index(found.file) + 1}" if found.file else ""


def sheet_code(sheet: str) -> str:
    """Stand in for the name of a sheet, which may be a child's.

    >>> sheet_code("Speech") == sheet_code("Speech") != sheet_code("Literacy")
    True
    """
    return hashlib.sha256(sheet.encode()).hexdigest()[:10]
