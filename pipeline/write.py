"""What a check writes: the report, the letters, the JSON, and copies of the inputs, so that the folder is a case."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.case import Case
from models.errors import OutputFailed
from models.gap import Report
from pipeline.case_folder import SETTINGS, inputs, read_settings, settings_toml
from pipeline.contract import check_json, extract_json
from pipeline.files.whole import fingerprint, replaced
from pipeline.letters.letter import write_letters
from pipeline.proof.derivations import derivations
from pipeline.proof.extent import whole
from pipeline.proof.verify import FIGURES
from pipeline.report.gap_report import write_report
from pipeline.routes.safeguarding import acknowledged, letters_wait
from pipeline.said_beside import marks_of


def write(report: Report, case: Case, folder: Path) -> list[Path]:
    """Write everything that a check gives into a folder, whole or not at all; give the paths in reading order."""
    case = acknowledged(report, case)
    there, copies = read_settings(folder), inputs(case)
    before = there.written
    own = {name for name, source in copies.items() if _same(folder / name, source)}
    _check_that_nothing_is_lost(folder, {name: copies[name] for name in copies.keys() - own - before.keys()})
    with replaced(folder, {name: before[name] for name in before.keys() - own}) as new:
        made = [path.relative_to(new).as_posix() for path in results(report, case, new)]
        for name, source in copies.items():
            shutil.copyfile(source, new / name)
        ours = [*made, *(copies.keys() - (own - before.keys()))]
        settings = settings_toml(case, {name: fingerprint(new / name) for name in ours}, marks_of(case, there))
        (new / SETTINGS).write_text(settings, "utf-8")
    return [folder / name for name in [*made, SETTINGS]]


def results(report: Report, case: Case, folder: Path) -> list[Path]:
    """Write what a check found into a folder: the report, the letters, the JSON; give the paths in reading order."""
    made = [
        *write_report(report, case, folder),
        *([] if letters_wait(report) else write_letters(report, case, folder)),
        _write_json(check_json(report), folder / "findings.json"),
        _write_json(extract_json(report.reading), folder / "extract.json"),
    ]
    figures = folder / FIGURES
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in made}
    figures.write_bytes(derivations(whole(report, case), files))
    return [*made, figures]


def _write_json(answer: dict[str, Any], path: Path) -> Path:
    path.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def _same(there: Path, source: Path) -> bool:
    return there.exists() and there.samefile(source)


def _check_that_nothing_is_lost(folder: Path, copies: Mapping[str, Path]) -> None:
    """Refuse to write a copy of an input over another file that no check put there."""
    for name, source in copies.items():
        there = folder / name
        if there.exists() and fingerprint(there) != fingerprint(source):
            raise OutputFailed(
                "another file of this name stands where a copy of the input would go.",
                where=name,
                remedy="Choose another folder for the results.",
            )
