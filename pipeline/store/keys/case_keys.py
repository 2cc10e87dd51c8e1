"""A key for each case: sealed by the master key, in one file that is its only copy; destroyed, the case is erased."""

from pathlib import Path

from models.errors import KeyGone, NotAsSealed
from pipeline.store.home import home
from pipeline.store.keys.master import ANY, FROM_BACKUP, Master, destroyed
from pipeline.store.sealed.sealing import new_key, seal, unseal
from pipeline.store.whole_file import put_whole


class CaseKeys:
    """The keys of the cases of a store."""

    def __init__(self, folder: Path) -> None:
        """Use a folder."""
        self.folder, self.master = folder, Master(folder)

    @classmethod
    def default(cls) -> "CaseKeys":
        """Use those of this machine's user."""
        return cls(home() / "keys")

    def make(self, case_id: str) -> None:
        """Make the key of a new case; one that has a key keeps it."""
        if not self.has(case_id):
            self.put(case_id, new_key())

    def put(self, case_id: str, key: bytes) -> None:
        """Keep the key of a case."""
        self.put_sealed(case_id, seal(self.master.key(), key, f"key of {case_id}"))

    def put_sealed(self, case_id: str, sealed: bytes) -> None:
        """Keep the key of a case that the master key has sealed."""
        put_whole(self.folder / case_id, sealed)

    def all(self) -> list[str]:
        """Give the ids of the cases that have a key."""
        return sorted(path.name for path in self.folder.glob(ANY))

    def has(self, case_id: str) -> bool:
        """Whether a case has a key."""
        return (self.folder / case_id).exists()

    def get(self, case_id: str) -> bytes:
        """Give the key of a case."""
        try:
            return unseal(self.master.key(), self.sealed(case_id), f"key of {case_id}")
        except NotAsSealed:
            raise KeyGone("the key of this case is damaged, or is that of another.", remedy=FROM_BACKUP) from None

    def is_opened_by(self, master: bytes, case_id: str) -> bool:
        """Whether this is the master key by which the key of a case was sealed."""
        try:
            return bool(unseal(master, self.sealed(case_id), f"key of {case_id}"))
        except NotAsSealed:
            return False

    def sealed(self, case_id: str) -> bytes:
        """Give the key of a case as the master key has sealed it."""
        try:
            return (self.folder / case_id).read_bytes()
        except FileNotFoundError:
            raise KeyGone("this case has no key any more: it was erased, or the keys were lost.",
                          remedy=f"{FROM_BACKUP} A case that was erased stays erased.") from None

    def destroy(self, case_id: str) -> None:
        """Destroy the key of a case, so that nobody can ever open what it sealed."""
        if self.has(case_id):
            destroyed(self.folder / case_id)
