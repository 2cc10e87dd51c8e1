"""Writes docs/dependencies.md: what is used, why, and under which licence. `python -m tools.dependencies`.

Why each is there is the comment beside it in pyproject.toml; its licence is what the installed package says of itself.
"""

import re
from importlib import metadata

from tools.locked import HOUSE, asked, carried, extras, pins

PAGE = HOUSE / "docs" / "dependencies.md"
AS_TOLD = {"adlfs": "BSD-3-Clause", "gcsfs": "BSD-3-Clause", "prefect-dask": "Apache-2.0", "pywin32": "PSF-2.0",
           "pywin32-ctypes": "BSD-3-Clause", "whenever": "MIT", "async-timeout": "Apache-2.0"}
"""Licences of what is not installed everywhere, as their makers name them."""
STRONG = re.compile(r"\bA?GPL|Affero|GNU General Public", re.IGNORECASE)
OPENING = """# What this program is made with

Made by `python -m tools.dependencies` from `pyproject.toml`, the lock files and what the installed packages say of
themselves; a test holds that it is complete, and that nothing under the AGPL, or under the GPL alone, is needed to run.
Versions and hashes are in `requirements/`; `make sbom` writes them as CycloneDX, `make audit` looks for known
vulnerabilities.

Two libraries are under the LGPL (docxtpl, Pebble; with the extra `postgres` psycopg, too). They are used as they are,
from packages of their own that anybody can replace, which is what the LGPL asks for. One (text-unidecode) can be had
under the Artistic License or the GPL: the Artistic License is what we go by. Four (certifi, orjson, pathspec, tqdm)
are under the MPL, which asks something only of whoever changes their own files. With the extra `sftp` comes asyncssh,
under the EPL-2.0 or the GPL-2.0 or later: the EPL is what we go by. Some wheels (numpy, scipy, pypdfium2) hold
run-time libraries of compilers under the GPL with the exception that is made for this use, and setuptools a part
under the LGPL.
"""


def licence(name: str) -> str:
    """Give the licence of a package, as it says itself; empty where nothing says it."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return AS_TOLD.get(name, "")
    classes = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License :: ")]
    classes = [one for one in classes if one != "OSI Approved"]
    return said.get("License-Expression") or "; ".join(classes) or (said.get("License") or "").partition("\n")[0][:60]


def may_be_in_the_core(licences: str) -> bool:
    """Whether one of the licences that can be chosen is neither the GPL nor the AGPL.

    >>> [may_be_in_the_core(one) for one in ("MIT", "LGPL-2.1-only", "GPL-3.0-only", "Artistic License; GPL", "")]
    [True, True, False, True, False]
    """
    return any(one.strip() and not STRONG.search(one.replace("LGPL", "")) for one in re.split(r";| OR ", licences))


def page() -> str:
    """Give the page."""
    needed = [pin.name for pin in pins("run")]
    direct = {one.name: one for one in asked()}
    lines = [OPENING, "## Needed to run", "", "| package | why | licence |", "|---|---|---|"]
    lines += [f"| {name} | {one.why} | {licence(name)} |" for name, one in direct.items() if not one.extra]
    lines += ["", "## Only with an extra", "", "| package | extra | why | licence |", "|---|---|---|---|"]
    lines += [f"| {name} | `{one.extra}` | {one.why} | {licence(name)} |" for name, one in direct.items() if one.extra]
    lines += ["", "## In the repository itself", "", "| what | why | licence |", "|---|---|---|",
              f"| {carried().name} {carried().version} | parts of a page change without the whole; here, so that "
              "nothing is fetched | 0BSD |"]
    lines += ["", "## What these bring along", "", "Needed to run, through one of the above.", "",
              "| package | licence |", "|---|---|"]
    lines += [f"| {name} | {licence(name)} |" for name in dict.fromkeys(needed) if name not in direct]
    brought = dict.fromkeys(pin.name for extra in extras() for pin in pins(extra))
    names = sorted(name for name in brought if name not in direct and name not in needed)
    lines += ["", f"Only with an extra: {', '.join(names)}."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
