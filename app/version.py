"""`sectionf --version`: which program this is, in the words by which its packs name it."""

from importlib import metadata
from typing import Annotated

import typer

from app import screen

ENOUGH = 12


def _told(asked: bool) -> None:
    """Say the number of the version, and the beginnings of what `derivations.json` has as versions; and leave."""
    if not asked:
        return
    from pipeline.store.cache_keys import versions

    told = ", ".join(f"{name} {sha256[:ENOUGH]}" for name, sha256 in versions().items())
    screen.show(f"sectionf {metadata.version('sectionf')} ({told})")
    raise typer.Exit


def version(_asked: Annotated[bool, typer.Option(
        "--version", is_eager=True, callback=_told, help="Say which version this is, and leave.")] = False) -> None:
    """Take what stands before a command."""
