"""A person who asks for help does not wait for what reads plans or runs caseloads."""

import subprocess
import sys

SLOW_TO_IMPORT = ("spacy", "prefect", "pdfplumber", "scipy", "ortools", "docxtpl", "sqlalchemy", "fastapi")
ASK_FOR_HELP = """
import sys
from app.__main__ import main
sys.argv = ["sectionf", "--help"]
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def test_help_imports_nothing_slow():
    done = subprocess.run([sys.executable, "-c", ASK_FOR_HELP], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not {*SLOW_TO_IMPORT} & {*done.stderr.split()}
