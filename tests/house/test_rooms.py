"""Every room and every module says what it is for, in its own words and under a name that means something."""

import ast
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import PurePosixPath

import pytest

from tests.house.source import HOUSE, ROOMS, SENTENCES, dotted, imported, modules

NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "misc", "base", "manager", "engine", "handler"}
FOLDERS = {"data/samples": "Made-up inputs to run on. No real child, ever.", "tests": "What we promise."}
PICKLERS = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
CLOCKS = ("date.today", "datetime.now", "datetime.utcnow", "datetime.today", "time.time", "time.localtime")


TEXTS = {"text", "word", "label", "cell", "clause", "comment", "title", "line", "value"}
"""What an argument is called that holds words of a document."""


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_opens_with_its_sentence(room):
    docstring = ast.get_docstring(modules(room)[f"{room}/__init__.py"])
    assert docstring.splitlines()[0] == SENTENCES[room]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_without_code_has_its_sentence_in_its_readme(folder):
    opening = [line for line in (HOUSE / folder / "README.md").read_text("utf-8").splitlines() if line]
    assert FOLDERS[folder] in opening[:2]


def test_every_module_opens_with_a_sentence():
    assert not [path for path, tree in modules().items() if not ast.get_docstring(tree)]


def test_no_module_has_a_name_that_says_nothing():
    named = {path: {*PurePosixPath(path).with_suffix("").parts} & NAMES_THAT_SAY_NOTHING for path in modules()}
    assert not {path: names for path, names in named.items() if names}


def test_no_other_distribution_owns_one_of_our_names():
    owners = packages_distributions()
    assert not {room: owners[room] for room in ROOMS if set(owners.get(room, [])) - {"sectionf"}}


def test_imports_are_absolute():
    names = [(path, line, name) for path, tree in modules().items() for line, name in imported(tree)]
    assert not [place for place in names if place[2].startswith(".")]


def test_nothing_is_pickled():
    """A pickle names the class by its module path, and ours are too general to be written down anywhere."""
    names = [(path, line, name) for path, tree in modules().items() for line, name in imported(tree)]
    assert not [place for place in names if place[2].split(".")[0] in PICKLERS]
    calls = [(path, node) for path, tree in modules().items() for node in ast.walk(tree)]
    assert not [
        f"{path}:{node.lineno}"
        for path, node in calls
        if isinstance(node, ast.Attribute) and node.attr in {"to_pickle", "read_pickle"}
    ]


def test_time_is_an_argument_below_the_doors():
    below = modules(*(room for room in ROOMS if room != "app"))
    assert not [
        f"{path}:{node.lineno} {dotted(node.func)}"
        for path, tree in below.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and dotted(node.func).endswith(CLOCKS)
    ]


def test_only_the_doors_catch_everything():
    below = modules(*(room for room in ROOMS if room != "app"))
    handlers = [(p, n) for p, tree in below.items() for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler)]
    assert not [
        f"{path}:{handler.lineno}"
        for path, handler in handlers
        if handler.type is None or {dotted(name) for name in ast.walk(handler.type)} & {"Exception", "BaseException"}
    ]


def test_one_module_makes_the_language_pipeline():
    assert not [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and dotted(node.func) in {"spacy.blank", "spacy.load"}
        if path != "extractors/language.py"
    ]


def test_dates_are_read_only_from_spans_that_a_pattern_found():
    """`search_dates` reads "25%" as a date."""
    named = [(path, name) for path, tree in modules("extractors").items() for _, name in imported(tree)]
    assert not [place for place in named if "dateparser.search" in place[1]]


def test_rooms_import_only_what_lies_below_them():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run([*command, "--no-logo"], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[done.stdout.find("Broken contracts") :] + done.stderr


def test_what_is_remembered_of_documents_is_bounded():
    """A process that goes on for months would keep every word that it was ever given."""
    functions = [(path, node) for path, tree in modules().items() for node in ast.walk(tree)
                 if isinstance(node, ast.FunctionDef)]
    assert not [f"{path}:{node.lineno} {node.name}" for path, node in functions
                if any(ast.unparse(one).split(".")[-1] == "cache" for one in node.decorator_list)
                and {argument.arg for argument in node.args.args} & TEXTS]
