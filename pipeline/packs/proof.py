"""The proof that goes with a pack: how each of its figures is worked out, and the program that checks all of it."""

from collections.abc import Iterator, Mapping
from importlib import resources

from pipeline.letters.items import letter_rule
from pipeline.letters.subject import of_route
from pipeline.packs.scope import Scope
from pipeline.proof import verify
from pipeline.proof.derivations import derivations
from pipeline.proof.extent import Extent
from pipeline.proof.named import Told

PROGRAM = "verify.py"


def proof(scope: Scope, papers: Mapping[str, bytes], enclosures: tuple[str, ...]) -> dict[str, bytes]:
    """Give the two files that are added to the papers of a pack; its letter lists the enclosures."""
    extent = Extent(scope.report, scope.case, scope.findings, bare=scope.bare, weeks=False,
                    away=scope.rule.get("summary") == "attendance")
    program = resources.files("pipeline.proof").joinpath(PROGRAM).read_bytes()
    return {verify.FIGURES: derivations(extent, papers, _told(scope, enclosures)), PROGRAM: program}


def fingerprints(files: Mapping[str, bytes]) -> dict[str, str]:
    """Give the SHA-256 of each file, as the list of a pack has them."""
    return {name: verify.sha256(content) for name, content in files.items()}


def _told(scope: Scope, enclosures: tuple[str, ...]) -> Iterator[Told]:
    """Give the sentences of the letter that are about one finding each."""
    file = f"{letter_rule(scope.route.route)['file']}.docx"
    for item in of_route(scope.report, scope.case, scope.route, enclosures).said.items:
        yield Told(file, f"{item.id}.{item.schedule}", f"{item.records} {item.unknown}")
