"""What is imported is asked for by its own name, not brought along by chance; and what is asked for is imported."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions

from tests.house.source import HOUSE, imported, modules, tracked
from tools.locked import asked

HERE = {*sys.stdlib_module_names, "models", "extractors", "pipeline", "templates", "flows", "app", "tests", "tools"}
WITH_NEEDS_OF_THEIR_OWN = "tests/accuracy/baselines/"
OWNERS = packages_distributions()


def written_as_locked(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def not_ours(trees: Iterable[ast.Module]) -> dict[str, set[str]]:
    """Each package of somebody else's that is imported, with the distributions that may bring it."""
    tops = {name.partition(".")[0] for tree in trees for _, name in imported(tree)} - HERE
    return {top: {written_as_locked(owner) for owner in OWNERS.get(top, ())} for top in tops}


def of_developing() -> set[str]:
    group = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["dependency-groups"]["dev"]
    return {re.match(r"[\w.-]+", line).group() for line in group}


def beside_the_rooms() -> list[ast.Module]:
    """The modules of the tests and of the tools."""
    paths = [path.relative_to(HOUSE).as_posix() for path in tracked() if path.suffix == ".py"]
    ours = [path for path in paths if path.startswith(("tests/", "tools/"))]
    return [ast.parse((HOUSE / path).read_text("utf-8")) for path in ours
            if not path.startswith(WITH_NEEDS_OF_THEIR_OWN)]


def test_what_a_room_imports_is_asked_for():
    names = {one.name for one in asked()}
    assert not {top: owners for top, owners in not_ours(modules().values()).items() if not owners & names}


def test_what_is_asked_for_to_run_is_imported():
    used = set[str]().union(*not_ours(modules().values()).values())
    assert not {one.name for one in asked() if not one.extra} - used


def test_what_tests_and_tools_import_is_asked_for():
    names = {one.name for one in asked() if not one.extra} | of_developing()
    assert not {top: owners for top, owners in not_ours(beside_the_rooms()).items() if not owners & names}


def test_what_an_extra_brings_is_there_in_every_test():
    """But for stores that no server over loopback stands in for."""
    assert {one.name for one in asked() if one.extra} - of_developing() == {"adlfs", "gcsfs"}
