"""The Word report as a tagged PDF, by LibreOffice where it is installed; the same report gives the same bytes."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from pipeline.store.working import private_folder

LIMIT = 120
"""Seconds after which LibreOffice is not waited for any longer."""
FINGERPRINT = re.compile(rb"(?<=[</])(?!FEFF)[0-9A-F]{32}\b")
"""What stands for the moment at which a PDF was made, in its trailer; no words, which begin with FEFF."""
FORM = {"UseTaggedPDF": True, "ExportBookmarks": True, "PDFUACompliance": True}


def report_pdf(word: bytes, day: dt.date) -> bytes | None:
    """Give the report as the bytes of a .pdf file; None where LibreOffice is not installed, or cannot make it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with private_folder() as place:
        (place / "report.docx").write_bytes(word)
        if not _made(program, place):
            return None
        return undated((place / "report.pdf").read_bytes(), day)


def _made(program: str, place: Path) -> bool:
    """Let LibreOffice make the file; a profile of its own lets it run beside one that somebody has open."""
    form = json.dumps({name: {"type": "boolean", "value": str(value).lower()} for name, value in FORM.items()})
    order = [program, "--headless", f"-env:UserInstallation={(place / 'profile').as_uri()}", "--convert-to",
             f"pdf:writer_pdf_Export:{form}", "--outdir", str(place), str(place / "report.docx")]
    try:
        subprocess.run(order, capture_output=True, timeout=LIMIT, check=False, env={**os.environ, "TZ": "UTC"})  # noqa: S603
    except (subprocess.TimeoutExpired, OSError):
        return False
    return (place / "report.pdf").exists()


def undated(pdf: bytes, day: dt.date) -> bytes:
    """Give the same PDF made at the first moment of a day; nothing moves, so that every address in it still holds.

    >>> undated(b"(D:20260102030405Z') /DocChecksum /20B5638C1AE080519C9AFBD573B11402", dt.date(2025, 12, 19))
    b"(D:20251219000000Z') /DocChecksum /00000000000000000000000000000000"
    """
    pdf = re.sub(rb"(?<=D:)\d{14}", f"{day:%Y%m%d}000000".encode(), pdf)
    pdf = re.sub(rb"(?<=CreateDate>)[\dT:-]{19}", f"{day.isoformat()}T00:00:00".encode(), pdf)
    return FINGERPRINT.sub(b"0" * 32, pdf)
