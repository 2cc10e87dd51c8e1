"""Writes the software bill of materials (CycloneDX 1.6) from the lock files: `make sbom`.

The lock files, and what is carried along in the repository, have all that belongs into it, so that it needs neither a
network nor an installation, and the same files give the same bytes: no moment, no machine and no address of a registry
is in it.
"""

import json
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any

from tools.locked import HOUSE, Pin, asked, carried, extras, pins

SPACE = uuid.UUID("5e0f6f5c-8d5e-4f0e-9c56-0d6b6b8e0a11")


def sbom() -> dict[str, Any]:
    """Give the whole of it: what is needed to run, and after that what extras add."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {pin.name: pin for pin in pins("run")}
    added = {pin.name: (pin, extra) for extra in extras() for pin in pins(extra) if pin.name not in needed}
    parts = [*(_component(pin) for pin in needed.values()), *(_component(*one) for _, one in sorted(added.items()))]
    parts.append(_carried(carried()))
    root = f"{project['name']}@{project['version']}"
    direct = sorted({_ref(needed[one.name]) for one in asked() if one.name in needed})
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(SPACE, json.dumps([root, parts]))}", "version": 1,
        "metadata": {"component": {
            "type": "application", "bom-ref": root, "name": project["name"], "version": project["version"],
            "licenses": [{"license": {"id": project["license"]}}]}},
        "components": parts,
        "dependencies": [{"ref": root, "dependsOn": direct}],
    }


def _carried(pin: Pin) -> dict[str, Any]:
    """Give what stands in the repository and comes from no package."""
    ref = f"pkg:npm/{pin.name}@{pin.version}"
    return {**_component(pin), "bom-ref": ref, "purl": ref, "licenses": [{"license": {"id": "0BSD"}}]}


def _component(pin: Pin, extra: str = "") -> dict[str, Any]:
    told = {"sectionf:extra": extra, "sectionf:where": pin.where}
    return {"type": "library", "bom-ref": _ref(pin), "name": pin.name, "version": pin.version,
            "scope": "optional" if extra else "required", "purl": _ref(pin),
            "hashes": [{"alg": "SHA-256", "content": one} for one in pin.sha256],
            "properties": [{"name": name, "value": value} for name, value in told.items() if value]}


def _ref(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def main(path: Path) -> None:
    """Write it to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(sbom(), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
