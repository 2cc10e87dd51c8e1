"""Looks for known vulnerabilities of what is locked: `make audit`, or `python -m tools.audit [--osv-url URL]`.

Where their data cannot be had (no network, a mirror without them) nothing is audited, that is said, and nothing fails.
Where they can be had, a known vulnerability fails. One package is asked for first, so that a mirror without data is
asked once. `--osv-url` names a server that speaks as OSV does, such as a copy of it on a network of one's own.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.locked import LOCKS, extras

NO_DATA = "Known vulnerabilities cannot be looked up here: nothing was audited.\n"
SECONDS = 600


def audit(more: list[str]) -> tuple[int, str]:
    """Audit every lock file; give the exit status, and what to say."""
    first = "".join((LOCKS / "run.txt").read_text("utf-8").partition("\n" + _second())[0])
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.txt"
        one.write_text(first, "utf-8")
        if _known(_audited(one, more)) is None:
            return 0, NO_DATA
    found = {lock: _known(_audited(LOCKS / f"{lock}.txt", more)) for lock in ("run", *extras(), "dev")}
    lines = [f"{lock}: {words}" for lock, known in found.items() for words in known or ()]
    unsure = [f"{lock}: could not be looked up." for lock, known in found.items() if known is None]
    return (1 if lines else 0), "".join(f"{line}\n" for line in [*lines, *unsure] or ["No known vulnerabilities."])


def _second() -> str:
    """Give the start of the second package of the lock file."""
    names = [line for line in (LOCKS / "run.txt").read_text("utf-8").splitlines() if not line.startswith((" ", "#"))]
    return names[1]


def _audited(lock: Path, more: list[str]) -> list[dict[str, Any]]:
    """Give what pip-audit says of each package of a lock file; nothing where it could not ask."""
    order = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner", "off",
             "--format", "json", "--requirement", str(lock), *more]
    try:
        done = subprocess.run(order, capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, LookupError):
        return []
    return packages


def _known(packages: list[dict[str, Any]]) -> list[str] | None:
    """Name the vulnerabilities; None where no package could be looked up at all."""
    if not any("vulns" in one for one in packages):
        return None
    return [f"{one['name']} {one['version']}: {vuln['id']}; mended in {', '.join(vuln['fix_versions']) or 'no version'}"
            for one in packages for vuln in one.get("vulns", ())]


if __name__ == "__main__":
    status, words = audit(sys.argv[1:] and ["--vulnerability-service", "osv", *sys.argv[1:]])
    sys.stdout.write(words)
    sys.exit(status)
