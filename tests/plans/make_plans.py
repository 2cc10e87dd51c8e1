"""Make a plan in every layout with what should be found in it: `python -m tests.plans.make_plans FOLDER [SEED]`."""

import inspect
import json
import sys
from pathlib import Path

from tests.plans import other_layouts, pdf_columns, pdf_councils, pdf_forms, pdf_layouts, pdf_stacks, pdf_traps
from tests.plans.content import Content, content

SEED = 20251121


def layouts() -> dict[str, object]:
    """Every layout by name."""
    found = {}
    pdfs = (pdf_layouts, pdf_traps, pdf_forms, pdf_stacks, pdf_columns, pdf_councils)
    kinds = {**dict.fromkeys(pdfs, "pdf"), other_layouts: ""}
    for module, kind in kinds.items():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and str(inspect.signature(function)).startswith(
                "(plan: tests.plans.content.Content) -> tuple[bytes"
            ):
                found[f"{name}.{kind or name.split('_')[-1]}"] = function
    return found


def gold(plan: Content, expected: list[dict[str, object]]) -> dict[str, object]:
    """What a reader should find, in the form of the sample plans' gold answers."""
    return {
        "plan": {
            "child_name": plan.name,
            "date_of_birth": plan.born_iso,
            "local_authority": plan.council,
            "setting": plan.school,
            "issue_date": plan.issued_iso,
            "status": plan.status,
        },
        "items": [{"id": f"F{number}", **item} for number, item in enumerate(expected, 1)],
        "not_section_f_traps": plan.traps(),
    }


def make(name: str, seed: int = SEED) -> tuple[bytes, dict[str, object]]:
    """Make one plan and its gold answer."""
    plan = content(seed)
    made, expected = layouts()[name](plan)
    return made, gold(plan, expected)


def main(folder: str, seed: str = str(SEED)) -> None:
    """Write all plans to a folder."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name in layouts():
        made, answer = make(name, int(seed))
        (target / name).write_bytes(made)
        (target / f"{Path(name).stem}.gold.json").write_text(json.dumps(answer, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
