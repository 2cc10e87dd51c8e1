"""All keys in one file behind a passphrase of its own, to be kept apart from the copies of what they open."""

import base64
from pathlib import Path

from pydantic import ValidationError

from models.errors import KeyGone, OutputFailed, UnreadableFile
from models.noun import Noun
from pipeline.store.erasure import Tombstones
from pipeline.store.keys.case_keys import CaseKeys
from pipeline.store.keys.passphrase import Stretched, behind
from pipeline.store.whole_file import put_whole

SCHEMA = "sectionf/keys/1"


class BackUp(Noun):
    """The file."""

    schema_version: str = SCHEMA
    keys: Stretched


class Bundle(Noun):
    """What is behind the passphrase."""

    master: str
    cases: dict[str, str]
    """Each case's key, by its id, as the master key has sealed it."""


def back_up(keys: CaseKeys, path: Path, passphrase: str) -> int:
    """Write all keys into a file; give how many cases they open."""
    if path.exists():
        raise OutputFailed("this file is there already.", where=path.name, remedy="Name one that is not.")
    master = base64.b64encode(keys.master.key()).decode()
    bundle = Bundle(master=master, cases={one: base64.b64encode(keys.sealed(one)).decode() for one in keys.all()})
    made = BackUp(keys=behind(bundle.model_dump_json().encode(), passphrase))
    try:
        put_whole(path, f"{made.model_dump_json(indent=1)}\n")
    except OSError:
        raise OutputFailed("the file could not be written.", where=path.name,
                           remedy="Name a file in a folder of yours.") from None
    return len(bundle.cases)


def restore(keys: CaseKeys, path: Path, passphrase: str) -> int:
    """Bring keys back from a file; give for how many cases. An erased case stays erased."""
    bundle = _read(path, passphrase)
    master, erased = base64.b64decode(bundle.master), Tombstones(keys.folder.parent).among(bundle.cases)
    if not all(keys.is_opened_by(master, one) for one in keys.all()):
        raise KeyGone("there are keys here already, of other cases.", where=str(keys.folder), remedy=(
            "Move that folder elsewhere, and restore again; or use another SECTIONF_HOME for these cases."))
    keys.master.take(master)
    brought = [one for one in bundle.cases if one not in erased and not keys.has(one)]
    for one in brought:
        keys.put_sealed(one, base64.b64decode(bundle.cases[one]))
    return len(brought)


def _read(path: Path, passphrase: str) -> Bundle:
    try:
        made = BackUp.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise UnreadableFile("this is no file of keys that “sectionf keys back-up” wrote.", where=path.name,
                             remedy="Name the file of your last one.") from None
    return Bundle.model_validate_json(made.keys.opened(passphrase))
