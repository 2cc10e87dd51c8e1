"""What accounts say of people, sealed: they belong to no case, so it is the master key that opens them."""

import hashlib
import hmac

from models.noun import Noun
from pipeline.store.keys.case_keys import CaseKeys
from pipeline.store.sealed.sealing import seal, unseal

SEALING, FINDING = "what accounts say", "by what an account is found"
"""For what a key is derived from the master key."""


class Who(Noun):
    """What an account says of a person."""

    name: str
    email: str


def found_by(email: str) -> str:
    """Give by what the account of an address is found, from which nobody without the key can tell the address."""
    return hmac.new(_key(FINDING), email.strip().casefold().encode(), hashlib.sha256).hexdigest()


def sealed(person_id: str, who: Who) -> bytes:
    """Seal what an account says."""
    return seal(_key(SEALING), who.model_dump_json().encode(), person_id)


def unsealed(person_id: str, content: bytes) -> Who:
    """Open what an account says."""
    return Who.model_validate_json(unseal(_key(SEALING), content, person_id))


def _key(what_for: str) -> bytes:
    return CaseKeys.default().master.derived(what_for)
