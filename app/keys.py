"""`sectionf keys`: how the key that opens the cases is kept; a passphrase for it; all keys in a file of their own."""

from pathlib import Path
from typing import Annotated

import typer

from app import screen
from app.recorded import record
from app.unlocking import asked, asked_twice, unlocked
from models.record import What

keys = typer.Typer(help="How the keys are kept that open your cases. See docs/privacy.md.", no_args_is_help=True)
WAYS = {
    "keyring": "The key is in the keyring of this system: your cases open when you are signed in. Whoever finds the "
               "disk, or a copy of it, cannot open them; a program that runs as you can.",
    "passphrase": "The key is behind your passphrase: your cases open when it has been typed. Whoever finds the disk, "
                  "or a copy of it, has to guess it; a program that runs as you while they are open can read them.",
    "file": "The key is in a file that only you can read: other users of this machine cannot open your cases. Whoever "
            "has the disk, or a copy of all of the folder, can. “sectionf keys set-passphrase” helps against that.",
}
NONE_YET = "There is no key yet: it is made with the first case."
FOR_THE_FILE = "Passphrase for the file"


@keys.command()
def status() -> None:
    """Say how the key is kept. Says too what that protects against."""
    from pipeline.store.keys.case_keys import CaseKeys

    found = CaseKeys.default()
    kept = found.master.kept()
    screen.show(f"{WAYS[kept.way]}\nCases with a key of their own: {len(found.all())}" if kept else NONE_YET)


@keys.command("set-passphrase")
def set_passphrase() -> None:
    """Put the key behind a passphrase, or behind another one."""
    from pipeline.store.keys.case_keys import CaseKeys
    from pipeline.store.keys.master import Way

    with unlocked():
        CaseKeys.default().master.keep_by(Way.PASSPHRASE, asked_twice("New passphrase"))
    record(What.KEYS_KEPT_OTHERWISE)
    screen.show("The passphrase holds from now on. Nobody can open your cases without it, not even we: "
                "“sectionf keys back-up FILE” makes a second way in. Copies of the folder “keys” from before still "
                "open them: destroy those (docs/privacy.md, “Where the key is”).")


@keys.command("remove-passphrase")
def remove_passphrase() -> None:
    """Keep the key without a passphrase again. It goes into the keyring of the system, or else into a file."""
    from pipeline.store.keys.case_keys import CaseKeys
    from pipeline.store.keys.master import best_way

    with unlocked():
        CaseKeys.default().master.keep_by(best_way())
    record(What.KEYS_KEPT_OTHERWISE)
    status()


@keys.command("back-up")
def back_up(path: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")]) -> None:
    """Write all keys into a file. It has a passphrase of its own."""
    from pipeline.store.keys import key_backup
    from pipeline.store.keys.case_keys import CaseKeys
    from templates.words import count

    with unlocked():
        many = key_backup.back_up(CaseKeys.default(), path, asked_twice(FOR_THE_FILE))
    record(What.KEYS_COPIED)
    screen.show(f"{path.name} has the {'key' if many == 1 else 'keys'} of {count(many, 'case')}. Keep it apart from "
                "copies of the cases; after a new case, or an erased one, make it anew and destroy the old one.")


@keys.command()
def restore(path: Annotated[Path, typer.Argument(metavar="FILE", help="What “back-up” wrote.")]) -> None:
    """Bring back the keys that are missing here. A case that was erased stays erased."""
    from pipeline.store.keys import key_backup
    from pipeline.store.keys.case_keys import CaseKeys

    many = key_backup.restore(CaseKeys.default(), path, asked(FOR_THE_FILE))
    record(What.KEYS_BROUGHT_BACK)
    screen.show(f"{many} keys were brought back.")
    status()
