"""The one way from the doors into the record: what was done with which case, by whom."""

import datetime as dt
import logging
from contextlib import suppress
from pathlib import Path

from models.record import HERE, What

log = logging.getLogger("sectionf")


def record(what: What, case_id: str = "") -> None:
    """Record what a command did; a folder that cannot be written stops nobody from their own papers."""
    from pipeline.store.record import Deed, Record

    with suppress(OSError):
        Record.default().add(Deed(HERE, what, case_id), dt.datetime.now(dt.UTC))


def record_of_web(folder: Path, who: str, what: What, case_id: str) -> None:
    """Record what somebody did in the browser, or a program in their name; what cannot be recorded is logged."""
    from pipeline.store.record import Deed, Record

    try:
        Record(folder).add(Deed(who, what, case_id), dt.datetime.now(dt.UTC))
    except OSError as error:
        log.error("an entry of the record could not be kept: %s", type(error).__name__)
