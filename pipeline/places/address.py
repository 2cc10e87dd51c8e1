"""Where something lies, as a person says it: a path of this machine, or the address of a place in a store."""

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from models.errors import UnusableAddress

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
OF_THIS_MACHINE = ("file", "local")
IN_CLEAR = {"ftp": "sftp", "http": "https", "webhdfs": "swebhdfs"}
"""Ways on which whoever is in between can read along, and the way that takes the place of each."""


def place(told: str, base: str = "") -> str:
    """Give the one way in which a place is written: an absolute path, or an address; seen from a base, if it is given.

    >>> place("s3://bucket/caseload/"), place("kit/log.csv", "s3://bucket/caseload"), place("file:///cases")
    ('s3://bucket/caseload', 's3://bucket/caseload/kit/log.csv', '/cases')
    """
    if not is_far(told) and is_far(base):
        return inside(base, told)
    if not is_far(told):
        return str((Path(base) / told).absolute())
    scheme = told.partition("://")[0].lower()
    if scheme in OF_THIS_MACHINE:
        return str(Path(unquote(urlsplit(told).path)).absolute())
    _check_that_it_can_be_used(told, scheme)
    return told.rstrip("/")


def is_far(told: str) -> bool:
    """Whether this is the address of a place in a store, and not a path.

    >>> is_far("sftp://files.example/cases"), is_far("cases/kit"), is_far("C:/cases")
    (True, False, False)
    """
    return SCHEME.match(told) is not None


def near(where: str) -> Path | None:
    """Give the path of a place of this machine; none of a place in a store."""
    return None if is_far(where) else Path(where)


def inside(where: str, *names: str) -> str:
    """Give a place within a place."""
    return "/".join([where.rstrip("/"), *names]) if is_far(where) else str(Path(where, *names))


def name_of(where: str) -> str:
    """Give the name under which people know a file or a folder.

    >>> name_of("s3://bucket/caseload/Kit #2"), name_of("/cases/kit/plan.pdf")
    ('Kit #2', 'plan.pdf')
    """
    return PurePosixPath(where.partition("://")[2]).name if is_far(where) else Path(where).name


def parent_of(where: str) -> str:
    """Give the folder in which a file or a folder lies.

    >>> parent_of("s3://bucket/list.csv"), parent_of("/cases/list.csv")
    ('s3://bucket', '/cases')
    """
    return where.rpartition("/")[0] if is_far(where) else str(Path(where).parent)


def shown(where: str) -> str:
    """Give what may be shown of a place: never a key or a password that somebody has put into its address.

    >>> shown("sftp://anna:secret@files.example/cases"), shown("https://files.example/plan.pdf?sig=secret")
    ('sftp://anna@files.example/cases', 'https://files.example/plan.pdf')
    """
    if not is_far(where):
        return where
    scheme, _, rest = where.partition("://")
    host, slash, path = rest.partition("/")
    user, at, server = host.rpartition("@")
    path = path.partition("?")[0] if scheme.startswith("http") else path
    return f"{scheme}://{user.partition(':')[0]}{at}{server}{slash}{path}"


def _check_that_it_can_be_used(told: str, scheme: str) -> None:
    """Refuse an address that holds a key, that leaves copies in clear, or whose way can be listened to."""
    host = told.partition("://")[2].partition("/")[0]
    if "::" in told:
        raise UnusableAddress("an address of several parts is not used: a part of it may keep copies.",
                              where=shown(told), remedy="Give the address of the store alone.")
    if ":" in host.rpartition("@")[0] or (scheme in ("http", "https") and "?" in told):
        raise UnusableAddress("this address holds a password or a key, which would be kept with it.", where=shown(told),
                              remedy="Take it out, and put it into the settings of fsspec (docs/deploy.md).")
    if scheme in IN_CLEAR:
        raise UnusableAddress("on this way others could read the papers as they go by.", where=shown(told),
                              remedy=f"Use an address that begins with {IN_CLEAR[scheme]}://.")
