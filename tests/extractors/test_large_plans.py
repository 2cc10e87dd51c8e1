"""Plans of 300 pages are read whole, within the memory of a small machine."""

import json
import subprocess
import sys

import pypdfium2
import pytest

from tests.plans.content import content
from tests.plans.large import spread_widely, tables_throughout

PAGES, GIGABYTES = 300, 1.5
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""
"""Starts a command from a small process: what the system tells of one begins with the size of whoever started it."""


@pytest.mark.parametrize("layout", [spread_widely, tables_throughout])
def test_300_pages_are_read_in_one_and_a_half_gigabytes(tmp_path, layout):
    made, expected = layout(content(1), PAGES)
    plan, answer = tmp_path / "plan.pdf", tmp_path / "answer.json"
    plan.write_bytes(made)
    assert len(pypdfium2.PdfDocument(made)) == PAGES
    with answer.open("w") as out:
        done = subprocess.run([sys.executable, "-c", MEASURED, sys.executable, "-m", "app", "extract", plan, "--json"],
                              stdout=out, stderr=subprocess.PIPE, text=True, check=True)
    assert int(done.stderr.split()[-1]) * 1024 < GIGABYTES * 1e9           # kilobytes, on Linux
    found = json.loads(answer.read_text("utf-8"))["provisions"]
    assert [item["text"].rstrip(".") for item in found] == [str(item["text"]).rstrip(".") for item in expected]
