"""A caseload as it is told: which cases are in it, where the papers of each lie, and where its results go."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from extractors.limits import most
from extractors.opening.regular import check_regular, shown
from models.batch import Elsewhere, Source
from models.errors import UnusableCase
from pipeline.case_folder import KINDS
from pipeline.places.address import inside, is_far, name_of, near, parent_of, place
from pipeline.places.far import Far
from pipeline.places.file import content_of
from pipeline.places.patience import patiently

COLUMNS = {"plan": "plan", "earlier_plan": "earlier_plans", "calendar": "calendar",
           **{column: field for field, column in KINDS.items()}}
"""The columns of a manifest that name files, and the fields of a case that they fill."""
SEVERAL = ";"


def caseload(told: str | Path, out: str | Path) -> list[Source | Elsewhere]:
    """Give the cases of a folder of case folders, or of a CSV manifest; each may lie here or in a store."""
    where, results = place(str(told)), place(str(out))
    names = _names(where)
    if names is None:
        found = list(_listed(where, results))
    else:
        folders = [(name, inside(where, name)) for name in names if not name.startswith(".")]
        found = [_case(name, folder, {}, inside(results, name)) for name, folder in folders if folder != results]
    if not found:
        raise UnusableCase("there is no case in this caseload.", where=name_of(where),
                           remedy="Give a folder that holds a folder for each case, each with a plan.pdf, "
                                  "or a CSV file with the columns case and plan.")
    return found


def _names(where: str) -> list[str] | None:
    """Give the names of the folders in a folder; none where it is a file."""
    path = near(where)
    if path is None:
        return patiently(lambda: Far(where).folders() if Far(where).is_folder() else None)
    return sorted(folder.name for folder in path.iterdir() if folder.is_dir()) if path.is_dir() else None


def _case(name: str, folder: str, papers: dict[str, tuple[str, ...]], out: str) -> Source | Elsewhere:
    """Give a case, as one of this machine where all of it is."""
    every = [folder, out, *(paper for some in papers.values() for paper in some)]
    if any(map(is_far, every)):
        return Elsewhere(name=name, folder=folder or None, papers=papers, out=out)
    return Source(name=name, folder=Path(folder) if folder else None, out=Path(out),
                  papers={field: tuple(map(Path, some)) for field, some in papers.items()})


def _listed(where: str, out: str) -> Iterator[Source | Elsewhere]:
    """Read a manifest: a line a case, its files named from the folder of the manifest, several parted by ";"."""
    base = parent_of(where)
    for number, line in enumerate(_lines(where), 2):
        name, folder = (line.get("case") or "").strip(), (line.get("folder") or "").strip()
        papers = {field: tuple(place(one.strip(), base) for one in (line.get(column) or "").split(SEVERAL)
                               if one.strip()) for column, field in COLUMNS.items()}
        if not name or Path(name).name != name or name in (".", "..") or shown(name) != name:
            raise UnusableCase("this line has no name for its case that can name a folder.",
                               where=f"{name_of(where)}, line {number}", remedy="Fill in the column “case”.")
        if not folder and not papers["plan"]:
            raise UnusableCase("this line names neither a plan nor a folder.",
                               where=f"{name_of(where)}, line {number}",
                               remedy="Fill in the column “plan” or the column “folder”.")
        yield _case(name, place(folder, base) if folder else "",
                    {field: files for field, files in papers.items() if files}, inside(out, name))


def _lines(where: str) -> list[dict[str, str]]:
    try:
        if path := near(where):
            check_regular(path, most("settings", "bytes"), "Part it into several lists.")
        text = content_of(where).decode("utf-8-sig")
        return [{(name or "").strip().lower(): value for name, value in line.items() if isinstance(value, str)}
                for line in csv.DictReader(io.StringIO(text, newline=""))]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UnusableCase("this list of cases cannot be read.", where=name_of(where),
                           remedy="Save it as CSV (UTF-8) with the columns case and plan.") from None
