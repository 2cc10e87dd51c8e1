"""Drafts the pack of a route into the folder of its case: one folder and one archive, both whole or neither."""

from pathlib import Path

from models.case import Case
from models.errors import UnusableCase
from models.gap import Report
from models.route import Route
from pipeline.files.whole import fingerprint, replaced
from pipeline.letters.items import has_letter
from pipeline.packs.pack import pack
from pipeline.proof.verify import MANIFEST, archive
from pipeline.redaction.hiding import NOBODY, Hiding
from pipeline.routes.safeguarding import stop_letters

PACKS = "packs"
ALL = "all"
REDACTED = "-redacted"


def draft(report: Report, case: Case, name: str, folder: Path, hiding: Hiding = NOBODY) -> list[Path]:
    """Draft the pack of the route with this name, such as R4, or of `all` that are open; give folders and archives."""
    stop_letters(report)
    every = name.lower() == ALL
    routes = [one for one in report.routes if has_letter(report, one)] if every else [_route(report, name)]
    copy = REDACTED if hiding.active else ""
    packs = {f"{one.route}-{report.as_of}{copy}": pack(report, case, one, hiding=hiding) for one in routes}
    root = folder / PACKS
    with replaced(root, {old: sha256 for one in packs for old, sha256 in _before(root, one).items()}) as new:
        for one, files in packs.items():
            _write(new, one, files)
    return [path for one in packs for path in (root / one, root / f"{one}.zip")]


def _write(root: Path, name: str, files: dict[str, bytes]) -> None:
    for file, content in files.items():
        path = root / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / f"{name}.zip").write_bytes(archive(name, files))


def _before(root: Path, name: str) -> dict[str, str]:
    """Give what an earlier draft of the day wrote, with its SHA-256: what somebody has worked on since is kept."""
    listed = root / name / MANIFEST
    if not listed.is_file():
        return {}
    lines = (line.split("  ", 1) for line in listed.read_text("utf-8").splitlines())
    written = {f"{name}/{file}": sha256 for sha256, file in lines}
    return {**written, f"{name}/{MANIFEST}": fingerprint(listed)}


def _route(report: Report, name: str) -> Route:
    route = next((one for one in report.routes if one.route == name.upper()), None)
    if route is None:
        first, last = report.routes[0].route, report.routes[-1].route
        raise UnusableCase("there is no such route.", where=name, remedy=f"The routes are {first} to {last}.")
    if not has_letter(report, route):
        remedy = "`sectionf routes` shows what is open."
        raise UnusableCase(_why_not(route), where=f"route {route.route}", remedy=remedy)
    return route


def _why_not(route: Route) -> str:
    if not route.open:
        return route.why
    return "this route is open, but nothing can be said in its letter until the readings have been looked at."
