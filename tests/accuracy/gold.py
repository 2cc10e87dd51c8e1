"""Plans with what a person finds in them: the made-up layouts of tests/plans and the samples."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.accuracy.plan import Gold, Item

HERE = Path(__file__).parent / "plans"
SAMPLES = Path(__file__).parents[2] / "data" / "samples"


def plans() -> Iterator[tuple[str, bytes, Gold]]:
    """File name, content and gold answer of every plan."""
    yield from _samples()
    yield from _made_up()


def _samples() -> Iterator[tuple[str, bytes, Gold]]:
    for path in sorted(HERE.glob("sample_*.toml")):
        label = tomllib.loads(path.read_text("utf-8"))
        items = [_sample_item(number, item) for number, item in enumerate(label["item"], 1)]
        file = SAMPLES / label["file"]
        name = path.stem.removeprefix("sample_")
        yield f"{name}{file.suffix}", file.read_bytes(), Gold(name, label["plan"], items, label["outside"])


def _sample_item(number: int, item: dict[str, Any]) -> Item:
    columns = {"how_often": item["how_often"]} if "how_often" in item else {}
    return Item(f"F{number}", item["text"], columns, item["reads"], item["page"], item.get("mode"))


def _made_up() -> Iterator[tuple[str, bytes, Gold]]:
    from tests.plans.make_plans import layouts, make

    reads = tomllib.loads((HERE / "made.toml").read_text("utf-8"))["reads"]
    for file in layouts():
        content, answer = make(file)
        items = [_made_up_item(item, reads) for item in answer["items"]]
        particulars = {**answer["plan"], "status": answer["plan"]["status"].lower()}
        yield file, content, Gold(Path(file).stem, particulars, items, answer["not_section_f_traps"])


def _made_up_item(item: dict[str, Any], reads: dict[str, list[str]]) -> Item:
    columns = item.get("columns") or {}
    said = " ".join([item["text"], *columns.values()]).lower()
    known = [amounts for phrase, amounts in reads.items() if phrase.lower() in said]
    return Item(item["id"], item["text"], columns, [line for amounts in known for line in amounts] if known else None)
