"""Copies without names of what a check gives: the report, the letters, the JSON, and packs."""

from collections.abc import Mapping
from pathlib import Path

from models.case import Case
from models.gap import Report
from pipeline.files.whole import replaced
from pipeline.letters.items import has_letter
from pipeline.packs.pack import pack
from pipeline.redaction.hiding import Hiding
from pipeline.routes.safeguarding import letters_wait
from pipeline.store.working import private_folder
from pipeline.write import results

FOLDER = "redacted"


def copies(report: Report, case: Case, hiding: Hiding, instead: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """Give every file of a copy without names; `instead` has letters that somebody has worked on."""
    with private_folder() as folder:
        made = results(report, case.model_copy(update={"pdf": False}), folder)
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in made}
    return hiding.files({**files, **(instead or {})}) | _packs(report, case, hiding)


def _packs(report: Report, case: Case, hiding: Hiding) -> dict[str, bytes]:
    if letters_wait(report):
        return {}
    routes = [one for one in report.routes if has_letter(report, one)]
    return {f"packs/{one.route}-{report.as_of}/{name}": content for one in routes
            for name, content in pack(report, case, one, hiding=hiding).items()}


def write_copies(report: Report, case: Case, hiding: Hiding, out: Path) -> Path:
    """Write the copy into a folder of its own beside the results, whole or not at all; give that folder."""
    folder = out / FOLDER
    with replaced(folder) as new:
        for name, content in copies(report, case, hiding).items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)
    return folder
