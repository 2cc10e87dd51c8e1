"""The house as text: its rooms, their modules, and what git tracks."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]

# The first line of each room's `__init__.py`.
SENTENCES = {
    "models": "The nouns: what a plan, a provision, an hour and a gap *are*. Not machine-learning models.",
    "templates": "The words a reader sees: letters, reports, web pages.",
    "extractors": "What the paper says: files in, nouns out, each with the quote it came from. Reads, never judges.",
    "pipeline": "What follows from it: what is due, the gap, the routes, the report, the letters. "
    "Judges, never orchestrates.",
    "flows": "When it happens and what to do if it fails. Orchestrates, never decides.",
    "app": "The doors: command line and web. Shows and asks, never computes.",
}
ROOMS = tuple(SENTENCES)


@functools.cache
def modules(*rooms: str) -> dict[str, ast.Module]:
    """Each module of the rooms (all of them, if none is named) by its path from the top, parsed."""
    paths = sorted(path for room in rooms or ROOMS for path in (HOUSE / room).rglob("*.py"))
    return {path.relative_to(HOUSE).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(node: ast.expr) -> str:
    """`datetime.now` for the expression that says so; an empty string for what is no plain name."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=owner, attr=name):
            return f"{dotted(owner)}.{name}".lstrip(".")
    return ""


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a module imports, `from a import b` as `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{'.' * node.level}{node.module or ''}.{a.name}") for a in node.names)


def tracked() -> list[Path]:
    """The files that git tracks and that are still there."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    names = subprocess.run(command, cwd=HOUSE, capture_output=True, check=True, text=True).stdout
    return [HOUSE / name for name in names.split("\0") if name and (HOUSE / name).is_file()]
