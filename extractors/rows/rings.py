"""References in a PDF that lead back to themselves, which pdfminer, beneath pdfplumber, would follow for ever."""

from functools import cache


@cache
def end_rings() -> None:
    """Have pdfminer take what only refers to itself for what is not there, as it does with what is missing."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfexceptions import PDFObjectNotFound
    from pdfminer.pdftypes import PDFObjRef

    found_at = PDFDocument.getobj

    def getobj(self: PDFDocument, objid: int) -> object:
        found, seen = found_at(self, objid), {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                raise PDFObjectNotFound(objid)
            seen.add(found.objid)
            found = found_at(self, found.objid)
        return found

    PDFDocument.getobj = getobj  # type: ignore[method-assign]
