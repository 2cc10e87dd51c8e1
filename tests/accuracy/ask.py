"""What a reader is asked: `python -m tests.accuracy.ask` prints the statements; with a FOLDER it writes the plans."""

import json
import sys
from pathlib import Path

from tests.accuracy.gold import plans
from tests.statements import statements


def main(folder: str | None = None) -> None:
    """One statement a line, {"text": ..., "columns": {...}}; or every plan as a file."""
    if folder is None:
        for case in statements():
            asked = {"text": case.entry["text"], "columns": case.entry.get("columns", {})}
            print(json.dumps(asked, ensure_ascii=False))  # noqa: T201
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, content, _ in plans():
        (Path(folder) / name).write_bytes(content)


if __name__ == "__main__":
    main(*sys.argv[1:2])
