"""Checks a pack that Section F made: needs Python 3.11 and nothing else, changes nothing and sends nothing."""

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
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

MANIFEST, INDEX, FIGURES, SENDERS = "manifest.sha256", "index.docx", "derivations.json", "before_you_send.docx"
PROOF, OF_SYSTEMS = (MANIFEST, INDEX, FIGURES, SENDERS, "verify.py"), (".DS_Store", "Thumbs.db", "desktop.ini")
UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, EOFError,
              zipfile.BadZipFile, zlib.error)
Json = dict[str, Any]
OPS: dict[str, Callable[..., int]] = {
    "sum": lambda *parts: sum(parts), "times": lambda *parts: math.prod(parts), "least": min, "most": max,
    "less": lambda first, *rest: first - sum(rest), "share": lambda whole, part, of: whole * part // of}
NO_PACK = "Nothing could be opened there: it is no archive (zip) of a pack and no folder, or did not arrive whole."
NO_FIGURES = f"This is no pack, or {MANIFEST} or {FIGURES} is gone or damaged: not all could be checked."
BY_HAND = "SEALED AGAIN AFTER WORK BY HAND. What these files say was not compared with the figures:"
MEANS = """WHAT THIS SHOWS: the files belong together and are as they were when the pack was made or sealed, if the seal
above is the one on the PRINTED index page; and each figure follows from the rows, pages and dates that it names.
WHAT IT DOES NOT SHOW: that the records are true, that the plan was read rightly, that the days to act by are right
(they are not counted again), or who made the pack. Whoever can change a file can make a new list and a new seal, and
change this program: so compare the paper, and run a copy of verify.py from elsewhere if much rests on it."""


def sha256(content: bytes) -> str:
    """Give the fingerprint of some bytes."""
    return hashlib.sha256(content).hexdigest()


def archive(folder: str, files: dict[str, bytes]) -> bytes:
    """Put files into an archive in the one way of a pack: uncompressed, in order, undated."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0)), files[name])
    return made.getvalue()


def opened(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """Read every file of a folder or an archive; an archive has to be exactly what its files make."""
    if path.is_dir():
        return {one.relative_to(path).as_posix(): one.read_bytes() for one in path.rglob("*")
                if one.is_file() and one.name not in OF_SYSTEMS}, []
    with zipfile.ZipFile(path) as packed:
        folder = packed.namelist()[0].partition("/")[0]
        files = {name.removeprefix(f"{folder}/"): packed.read(name) for name in packed.namelist()}
    wrong = "The archive was changed or packed anew: unpack it, and check the folder."
    return files, [] if archive(folder, files) == path.read_bytes() else [wrong]


@cache
def words_of(content: bytes) -> str:
    """Give the words of a Word file; none of what is not one."""
    with suppress(*UNREADABLE), zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = re.sub(r"</w:p>|<w:br/>", " ", parts.read("word/document.xml").decode())
        return " ".join(html.unescape(re.sub(r"<[^>]+>", "", xml)).split())
    return ""


def list_of(fingerprints: dict[str, str]) -> bytes:
    """Write the list of files as `sha256sum -c` reads it."""
    return "".join(f"{fingerprints[name]}  {name}\n" for name in sorted(fingerprints)).encode()


def seal(fingerprints: dict[str, str]) -> str:
    """Give one fingerprint for all files but the index, which names it, and the checklist, which is for the sender."""
    whole = sha256(list_of({name: one for name, one in fingerprints.items() if name not in (INDEX, SENDERS)}))
    return " ".join(whole[at:at + 8] for at in range(0, 64, 8))


def differing(made: dict[str, str], files: dict[str, bytes]) -> list[str]:
    """Say which files were changed, removed or added since they were listed."""
    now = {name: sha256(content) for name, content in files.items()}
    return [f"{name} was {'changed' if name in made and name in now else 'added' if name in now else 'taken out'}."
            for name in sorted({*made, *now}) if made.get(name) != now.get(name)]


def of_files(files: dict[str, bytes]) -> Iterator[str]:
    """Say which files are not those of the list, and whether the seal is the one on the index page."""
    names = {line[66:]: line[:64] for line in files[MANIFEST].decode(errors="replace").splitlines() if line[66:]}
    if list_of(names) != files[MANIFEST]:
        yield f"{MANIFEST} was changed."
    yield from differing({name: one for name, one in names.items() if name in files or name != SENDERS},
                         {name: content for name, content in files.items() if name != MANIFEST})
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


def of_figures(said: Json, files: dict[str, bytes]) -> Iterator[str]:
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
    return sum(int(n.replace(",", "")) * (60 if of == "h" else 1) for n, of in re.findall("([0-9,]+) ([hms])", words))


def problems(pack: Path, inputs: Path | None = None) -> tuple[list[str], str, list[str]]:
    """Give all that is wrong with a pack, its seal, and what was done by hand; nothing is wrong where all is well."""
    wrong, sealed, by_hand = list[str](), "", list[str]()
    try:
        files, wrong = opened(pack)
        sealed = seal({name: sha256(files[name]) for name in files if name != MANIFEST})
        wrong += of_files(files)
        said = json.loads(files[FIGURES])
        by_hand = differing(said["files"], {name: one for name, one in files.items() if name not in PROOF})
        wrong += of_figures(said, files)
        there = {sha256(path.read_bytes()) for path in inputs.rglob("*") if path.is_file()} if inputs else set()
        wrong += [f"{one['file']} is not in {inputs.name}, or is not as it was." for one in said["inputs"] if inputs
                  and one["sha256"] not in there]
    except UNREADABLE:
        wrong = [*wrong, NO_FIGURES if sealed else NO_PACK]
    return wrong, sealed, by_hand


def main() -> int:
    """Check what the command line names, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("pack", type=Path, help="the archive, or its folder")
    asked.add_argument("--inputs", type=Path, help="a folder with the plan and the records")
    wrong, sealed, by_hand = problems(**vars(asked.parse_args()))
    whole = ["ALL IS AS IT WAS SEALED.", BY_HAND, *by_hand] if by_hand else ["ALL IS AS IT WAS MADE."]
    lines = ["NOT AS IT WAS MADE:" if sealed else "NOT CHECKED:", *wrong] if wrong else whole
    sys.stdout.write("\n".join([*lines, f"The seal of these files: {sealed or 'none'}", MEANS, ""]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
