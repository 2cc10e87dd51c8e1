"""Every reader of a file that somebody hands in, each by itself: from the path to what it makes of the bytes."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from extractors.events import read_events
from extractors.evidence import EvidencePaths, read_evidence
from extractors.pages import scan
from extractors.pages.pdf import read_pages
from extractors.pages.picture import whole_page
from extractors.plans.file import flow_of_file
from extractors.tables import read_tables
from pipeline.case_folder import read_settings
from pipeline.desk.admission import admit, safe_name
from pipeline.places.caseload import caseload
from pipeline.review.decisions import read_decisions
from tests.fuzz.at_the_desk import bring_back_from

TODAY = dt.date(2026, 1, 12)
CHILD = "Nell Ash"


def _record(path: Path) -> None:
    """Read the tables of a file, and then what they say, as whatever kind of record they are."""
    with mock.patch("extractors.pages.scan.engine", return_value=None):
        read_tables(path)
        read_evidence(EvidencePaths(logs=(path,)), CHILD)


def _calendar(path: Path) -> None:
    read_evidence(EvidencePaths(calendar=path), CHILD)


def _pages(path: Path) -> None:
    """Read the words and lines of a PDF, and the tables and paragraphs that they make."""
    with mock.patch("extractors.pages.scan.engine", return_value=None):
        flow_of_file(path)


def _picture(path: Path) -> None:
    """Draw each page, find its lines and its lean, and draw it for a person; no words are recognised."""
    with mock.patch.object(scan, "engine", return_value=scan.Engine("-", None)), \
            mock.patch.object(scan, "_words", return_value=[]):
        scan.recognise(path, [page.number for page in read_pages(path)][:2])
    whole_page(path, 1)


def _settings(path: Path) -> None:
    read_settings(path.parent)


def _caseload(path: Path) -> None:
    caseload(path, path.parent / "out")


def _admission(path: Path) -> None:
    """Take a file in under its name, and under the name that its bytes spell."""
    admit(path, path.name)
    safe_name(path.read_bytes()[-200:].decode("utf-8", "replace"))


READERS: dict[str, Callable[[Path], object]] = {
    "record": _record, "calendar": _calendar, "events": read_events, "flow": flow_of_file, "pages": _pages,
    "picture": _picture, "settings": _settings, "decisions": read_decisions, "offline": bring_back_from,
    "caseload": _caseload, "admission": _admission}
NAMES = {"settings": "case.toml"}
"""A file whose reader looks for it by its name."""
