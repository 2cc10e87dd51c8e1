"""The processes of this machine, as the system lists them."""

import time
from pathlib import Path


def parents():
    """The parent of each process that is running and no zombie."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text("utf-8").rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            found[int(entry.parent.name)] = int(parent)
    return found


def descendants(pid):
    """All processes that come of one."""
    above, found = parents(), {pid}
    while more := {child for child, parent in above.items() if parent in found} - found:
        found |= more
    return found - {pid}


def running(pids):
    """Those of some processes that are still running."""
    return parents().keys() & set(pids)


def gone(pids, seconds=40):
    """Wait until none of some processes is running; give those that still are."""
    until = time.monotonic() + seconds
    while (left := running(pids)) and time.monotonic() < until:
        time.sleep(0.1)
    return {pid: command(pid) for pid in left}


def command(pid):
    """The arguments of a process; none, if it has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def with_words(words):
    """The processes whose environment holds some words, such as the path of a home."""
    found = {}
    for pid in parents():
        try:
            if words.encode() in Path(f"/proc/{pid}/environ").read_bytes():
                found[pid] = command(pid)
        except OSError:
            continue
    return found


def listening(pids):
    """The addresses at which processes wait to be called, as the system writes them: 0100007F is this machine alone."""
    sockets = {opened for pid in pids for link in Path(f"/proc/{pid}/fd").glob("*") if (opened := _opened(link))}
    tables = [Path(f"/proc/net/{name}").read_text("utf-8").splitlines()[1:] for name in ("tcp", "tcp6")]
    lines = [line.split() for table in tables for line in table]
    return {line[1].partition(":")[0] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in sockets}


def _opened(link):
    try:
        return str(link.readlink())
    except OSError:
        return ""
