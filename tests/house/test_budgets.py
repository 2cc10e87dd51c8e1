"""Small enough to be read in one go: no exception list, and a failure names every offender."""

import ast
import subprocess
import sys

import pytest

from tests.house.source import HOUSE, ROOMS, functions, modules

LINES_IN_A_FILE = 300
LINES_IN_A_FUNCTION = 40
COMPLEXITY = 8
ARGUMENTS = 5


def count_arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """What a caller has to think of; `self` and `cls` come by themselves."""
    spec = function.args
    names = [a.arg for a in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, spec.vararg, spec.kwarg] if a]
    return len(names) - (bool(names) and names[0] in {"self", "cls"})


def test_no_file_is_longer_than_300_lines():
    lengths = {path: len((HOUSE / path).read_text("utf-8").splitlines()) for path in modules()}
    assert not {path: length for path, length in lengths.items() if length > LINES_IN_A_FILE}


def test_no_function_is_longer_than_40_lines():
    lengths = {
        f"{path}:{function.lineno} {function.name}": function.end_lineno - function.lineno + 1
        for path, tree in modules().items()
        for function in functions(tree)
    }
    assert not {place: length for place, length in lengths.items() if length > LINES_IN_A_FUNCTION}


def test_no_function_takes_more_than_five_arguments():
    counts = {
        f"{path}:{function.lineno} {function.name}": count_arguments(function)
        for path, tree in modules().items()
        for function in functions(tree)
    }
    assert not {place: count for place, count in counts.items() if count > ARGUMENTS}


def test_no_function_is_more_complex_than_eight():
    """Ruff counts it, with our setting for it and with `noqa` comments left out of account."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--ignore-noqa", "--select", "C901"]
    command += ["--config", f"lint.mccabe.max-complexity = {COMPLEXITY}", "--output-format", "concise", *ROOMS]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("signature", "count"),
    [("self, a", 1), ("a, /, b, *, c", 3), ("*rest, **options", 2), ("", 0), ("cls", 0)],
)
def test_arguments_are_counted_as_a_caller_sees_them(signature, count):
    (function,) = functions(ast.parse(f"def f({signature}): ..."))
    assert count_arguments(function) == count
