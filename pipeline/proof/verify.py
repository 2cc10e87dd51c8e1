"""Checks a pack that Section F made: `python verify.py PACK`, the archive or its folder.

It needs Python 3.11 and nothing else, changes nothing and sends nothing. `--inputs FOLDER` looks at the papers, too.
"""

import argparse
import datetime as dt
import hashlib
import html
import io
import json
import math
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

MANIFEST, INDEX, FIGURES, SENDERS = "manifest.sha256", "index.docx", "derivations.json", "before_you_send.docx"
UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, EOFError,
              zipfile.BadZipFile, zlib.error)
Files = dict[str, bytes]
Json = dict[str, Any]
OPS: dict[str, Callable[..., int]] = {
    "sum": lambda *parts: sum(parts), "times": lambda *parts: math.prod(parts), "least": min, "most": max,
    "less": lambda first, *rest: first - sum(rest), "share": lambda whole, part, of: whole * part // of}
MEANS = """WHAT THIS SHOWS: the files belong together and are as they were when the pack was made, if the seal above is
the one on the PRINTED index page; and each figure follows from the rows, pages and dates that it names.
WHAT IT DOES NOT SHOW: that the records are true, that the plan was read rightly, or who made the pack. Whoever can
change a file can make a new list and a new seal, and change this program: so compare the paper, and run a copy of
verify.py from elsewhere if much rests on it. derivations.json names file, row, page and box: look some up by hand.
"""


def sha256(content: bytes) -> str:
    """Give the fingerprint of some bytes."""
    return hashlib.sha256(content).hexdigest()


def archive(folder: str, files: Files) -> bytes:
    """Put files into an archive in the one way of a pack: uncompressed, in order, undated."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0)), files[name])
    return made.getvalue()


def opened(path: Path) -> tuple[Files, list[str]]:
    """Read every file of a folder or an archive; an archive has to be exactly what its files make."""
    if path.is_dir():
        return {one.relative_to(path).as_posix(): one.read_bytes() for one in path.rglob("*") if one.is_file()}, []
    with zipfile.ZipFile(path) as packed:
        folder = packed.namelist()[0].partition("/")[0]
        files = {name.removeprefix(f"{folder}/"): packed.read(name) for name in packed.namelist()}
    wrong = "The archive was changed or packed anew: unpack it, and check the folder."
    return files, [] if archive(folder, files) == path.read_bytes() else [wrong]


@cache
def words_of(content: bytes) -> str:
    """Give the words of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = parts.read("word/document.xml").decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>", " ", xml))).split())


def list_of(fingerprints: dict[str, str]) -> bytes:
    """Write the list of files as `sha256sum -c` reads it."""
    return "".join(f"{fingerprints[name]}  {name}\n" for name in sorted(fingerprints)).encode()


def seal(fingerprints: dict[str, str]) -> str:
    """Give one fingerprint for all files but the index, which names it, and the checklist, which is for the sender."""
    whole = sha256(list_of({name: one for name, one in fingerprints.items() if name not in (INDEX, SENDERS)}))
    return " ".join(whole[at:at + 8] for at in range(0, 64, 8))


def of_files(files: Files) -> Iterator[str]:
    """Say which files were changed, removed or added, and whether the seal is the one on the index page."""
    names = {line[66:]: line[:64] for line in files[MANIFEST].decode().splitlines()}
    if list_of(names) != files[MANIFEST]:
        yield f"{MANIFEST} was changed."
    for name in sorted({*names, *files} - {MANIFEST}):
        if name not in names:
            yield f"{name} was added: the list does not name it."
        elif name not in files and name != SENDERS:
            yield f"{name} is missing."
        elif name in files and sha256(files[name]) != names[name]:
            yield f"{name} was changed after the pack was made."
    if INDEX in files and seal(names) not in words_of(files[INDEX]):
        yield f"The seal of these files is not the one on the index page ({INDEX})."


def days_right(node: Json, calendar: Json) -> bool:
    """Whether a stretch has as many open days, or weeks with one, as are counted; of anything else, one at least."""
    first, last = (dt.date.fromisoformat(node[end]) for end in ("first", "last"))
    days = [first + dt.timedelta(n) for n in range((last - first).days + 1)]
    terms, closed = ([(one["first"], one["last"]) for one in calendar[name]] for name in ("terms", "closed"))
    found = [day for day in days if day.weekday() < 5 and str(day) not in calendar["bank_holidays"] and (
        node["leaf"] == "weekdays" or (any(a <= str(day) <= b for a, b in terms)
                                       and not any(a <= str(day) <= b for a, b in closed)))]
    exact = {"open_day": len(found), "week": len({day - dt.timedelta(day.weekday()) for day in found})}
    return bool(exact.get(node["unit"], node["value"] if found or node["unit"] == "period" else 0) == node["value"])


def buckets(node: Json, told: Json, sessions: Json) -> Json:
    """Put all that was due into buckets, session by session; what no session fills has no record."""
    left, found = told[node["of"][0]]["value"], Counter[str]()
    parts = [(sessions[one]["bucket"], told[sessions[one][node["unit"]]]["value"]) for one in node["sessions"]]
    excused = sum(bucket not in ("missed_provider", "no_record") for bucket, _ in parts)
    shorter = [("shorter", told[node["shorter"]]["value"])] if node["shorter"] else []
    for bucket, amount in [*parts[:excused], *shorter, *parts[excused:]]:
        taken = min(amount, left)
        found["variance" if bucket == "shorter" else bucket] += taken
        found["beyond_due"] += amount - taken if bucket in ("delivered", "rearranged", "variance") else 0
        left -= taken
    found["no_record"] += left
    return {bucket: amount for bucket, amount in found.items() if amount}


def redone(node: Json, told: Json, sessions: Json) -> Any:
    """Work out one step from the steps, leaves and sessions that it names."""
    op, of = node["op"], node["of"]
    if op == "buckets":
        return told[of[0]]["value"] if buckets(node, told, sessions) == node["buckets"] else None
    if op == "bucket":
        return told[of[0]]["buckets"].get(node["bucket"], 0)
    if op in ("count", "days"):
        return len({one if op == "count" else {**told, **sessions}[one]["date"] for one in of})
    return OPS[op](*(told[one]["value"] for one in of))


def of_figures(said: Json, files: Files) -> Iterator[str]:
    """Redo every step from its leaves, and say which does not come to what is written."""
    told: Json = {}
    figures = {one["id"]: one for one in said["figures"]}
    sessions = {one["id"]: one for finding in said["findings"] for one in finding["sessions"]}
    for node in said["nodes"]:
        right = node["id"] not in told and ("days" not in node.get("leaf", "") or days_right(node, said["calendar"]))
        if not right or ("op" in node and redone(node, told, sessions) != node["value"]):
            yield f"{node['id']} does not come to {node['value']}."
        told[node["id"]] = node
    yield from (f"{name} is not what its steps come to." for name, one in figures.items()
                if (told[one["node"]]["value"] or 0) != one["value"])
    counted = Counter((finding["id"], row) for finding in said["findings"] for one in finding["sessions"]
                      for row in one["rows"])
    findings = Counter(row for _, row in counted)
    yield from (f"{row} is counted twice." for (_, row), times in counted.items()
                if times > 1 or (findings[row] > 1 and row not in said["joint"]))
    yield from (f"“{one['words']}” in {one['file']} is not a figure that is worked out here." for one in said["named"]
                if minutes_or_number(one["words"]) != figures[one["figure"]]["value"]
                or one["words"] not in words_of(files[one["file"]]))


def minutes_or_number(words: str) -> int:
    """Read “9 hours 20 minutes” as minutes, and “14 sessions” as their number."""
    found = {unit: int(digits.replace(",", "")) for digits, unit in re.findall("([0-9,]+) ([hms])", words)}
    return found.get("s", 0) + 60 * found.get("h", 0) + found.get("m", 0)


def of_inputs(said: Json, folder: Path) -> Iterator[str]:
    """Say which of the papers are not those that the figures were made from."""
    there = {sha256(path.read_bytes()) for path in folder.rglob("*") if path.is_file()}
    yield from (f"{one['file']} is not in {folder.name}, or is not as it was." for one in said["inputs"]
                if one["sha256"] not in there)


def problems(pack: Path, inputs: Path | None = None) -> tuple[list[str], str]:
    """Give all that is wrong with a pack, and its seal; nothing is wrong where all is well."""
    wrong, sealed = list[str](), ""
    try:
        files, wrong = opened(pack)
        sealed = seal({name: sha256(files[name]) for name in files if name != MANIFEST})
        wrong += of_files(files)
        said = json.loads(files[FIGURES])
        wrong += of_figures(said, files)
        wrong += of_inputs(said, inputs) if inputs else []
    except UNREADABLE as fault:
        wrong = [*wrong, f"A part of this pack is missing, or cannot be read ({type(fault).__name__}: {fault})."]
    return wrong, sealed


def main() -> int:
    """Check what the command line names, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("pack", type=Path, help="the archive, or its folder")
    asked.add_argument("--inputs", type=Path, help="a folder with the plan and the records")
    wrong, sealed = problems(**vars(asked.parse_args()))
    lines = ["NOT AS IT WAS MADE:", *wrong] if wrong else ["ALL IS AS IT WAS MADE."]
    sys.stdout.write("\n".join([*lines, f"The seal of these files: {sealed or 'none'}", MEANS]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
