"""One pack: the letter, its enclosures, index and checklist, and the proof of its figures, as files in memory."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from models.case import Case
from models.gap import Report
from models.letter import Filled
from models.route import Route
from pipeline.files.word_file import fill_in
from pipeline.letters.items import letter_rule
from pipeline.letters.letter import NOTHING, letter
from pipeline.packs.beside import beside
from pipeline.packs.checklist import checks
from pipeline.packs.chronology import chronology
from pipeline.packs.correspondence import earlier_letters, own_events
from pipeline.packs.evidence import evidence
from pipeline.packs.extract import extract
from pipeline.packs.gap_table import gap_table
from pipeline.packs.method import method
from pipeline.packs.proof import fingerprints, proof
from pipeline.packs.questions import questions
from pipeline.packs.scope import Scope, pack_words, without_address
from pipeline.packs.summary import summary
from pipeline.proof import verify
from pipeline.read import read_sent_and_received
from pipeline.redaction.hiding import NOBODY, Hiding
from pipeline.report.words import plan_words
from pipeline.routes.choose import route_rules
from pipeline.rules import rules
from pipeline.wording import phrase
from templates.words import long_date

MAKERS: Mapping[str, Callable[[Scope], dict[str, Any] | None]] = {
    "B": summary, "C": gap_table, "D": extract, "E": evidence, "F": chronology, "G": earlier_letters, "L": method,
    "M": questions, "N": beside}
"""Who makes each component that follows from the plan and the records; a person adds all others."""


class Enclosure(NamedTuple):
    """One line of the index."""

    number: str
    name: str
    file: str


class Missing(NamedTuple):
    """A component that is not there, and what to bring, or why there is none."""

    name: str
    words: str


class Made(NamedTuple):
    """The components that were made, with what each says, and those that were not."""

    facts: dict[str, dict[str, Any]]
    missing: tuple[Missing, ...]
    """Those that the route always needs and a person has to bring."""
    wishes: tuple[Missing, ...]
    """Those that would help, if there are any."""
    empty: tuple[Missing, ...]
    """Those in which there would be nothing to read."""


def scope_of(report: Report, case: Case, route: Route, hiding: Hiding = NOBODY) -> Scope:
    """Give what the pack of a route may speak of."""
    told, _ = read_sent_and_received(case)
    events = tuple(one.model_copy(update={"words": without_address(one.words, case)}) for one in told)
    bare = Scope(report, case, route)
    own = own_events(events, bare.sections)
    return Scope(report, case, route, own, len(events) - len(own), hiding)


def pack(report: Report, case: Case, route: Route, filled: Filled = NOTHING,
         hiding: Hiding = NOBODY) -> dict[str, bytes]:
    """Give every file of the pack of a route by its name; its letter with what a person has filled in."""
    scope = scope_of(report, case, route, hiding)
    made = _made(scope)
    exhibits = made.facts.get("E", {}).get("exhibits", ())
    name = f"{letter_rule(route.route)['file']}.docx"
    numbered = [(number, rules("packs")["components"][one]["name"]) for number, one in enumerate(made.facts, 1)]
    listed = tuple(f"{number} {title}" for number, title in numbered)
    files = {name: letter(report, case, route, filled, listed)}
    enclosures = [Enclosure("", route_rules()[route.route]["title"], name)]
    for number, (component, facts) in enumerate(made.facts.items(), 1):
        rule = rules("packs")["components"][component]
        file = f"{number}-{rule['file']}.docx"
        files[file] = _document(scope, rule["file"], rule["name"], facts)
        enclosures.append(Enclosure(str(number), rule["name"], file))
        if component == "E":
            copied = {f"{number}-evidence/{one.copy.name}": one.copy.content for one in exhibits}
            files |= copied
            enclosures += [Enclosure("", pack_words("copy_of", number=number), one) for one in copied]
    files = hiding.files(files)
    facts = {"checks": checks(scope, files, exhibits), "missing": made.missing, "wishes": made.wishes,
             "empty": made.empty, "cautions": (*route_rules()[route.route]["cautions"], *scope.notes)}
    checklist = hiding.files({verify.SENDERS: _document(scope, "checklist", pack_words("checklist"), facts)})
    proven = hiding.files(proof(scope, files, listed))
    facts = {"enclosures": enclosures, "missing": made.missing, "seal": verify.seal(fingerprints(files | proven))}
    index = hiding.files({verify.INDEX: _document(scope, "index", pack_words("index"), facts)})
    whole = {**files, **index, **checklist, **proven}
    return {**whole, verify.MANIFEST: verify.list_of(fingerprints(whole))}


def _made(scope: Scope) -> Made:
    facts: dict[str, dict[str, Any]] = {}
    missing, wishes, empty = list[Missing](), list[Missing](), list[Missing]()
    always, available = scope.rule["always"], scope.rule.get("available", [])
    for name in sorted({*always, *available} - {"A"}):
        said = MAKERS[name](scope) if name in MAKERS else None
        if said is not None:
            facts[name] = said
            continue
        one = rules("packs")["components"][name]
        if "add" not in one:
            empty.append(Missing(one["name"], one["none"]))
        else:
            (missing if name in always else wishes).append(Missing(one["name"], one["add"]))
    return Made(facts, tuple(missing), tuple(wishes), tuple(empty))


def _document(scope: Scope, template: str, title: str, facts: dict[str, Any]) -> bytes:
    head = {"title": title, "whom": _whom(scope), "notices": tuple(_notices(scope))}
    return fill_in(f"packs/{template}", {**head, **facts}, scope.report.as_of, f"{title} (draft)")


def _whom(scope: Scope) -> str:
    if scope.bare:
        return pack_words("whom_bare")
    plan = scope.report.reading.plan
    return pack_words("whom", child=plan.child_name or phrase("missing", "child"), plan=plan_words(plan),
                      born=long_date(plan.date_of_birth) if plan.date_of_birth else phrase("missing", "birth"))


def _notices(scope: Scope) -> Iterator[str]:
    """Say on top of every page what is left out and what nobody has checked yet."""
    bare = "_bare" if scope.bare else ""
    if scope.left_out:
        yield pack_words(f"left_out{bare}", ids=scope.left_out)
    if scope.unchecked:
        yield pack_words(f"unchecked{bare}", ids=scope.unchecked)

