"""A folder or a file in a store that fsspec reaches: what is there, fetched and put; the only module that knows it."""

import datetime as dt
import errno
import os
import posixpath
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from functools import wraps
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, NamedTuple, ParamSpec, TypeVar
from urllib.parse import urlsplit

from models.errors import ConnectionLost, NoAccess, NoSuchPlace, OutputFailed, Stop, UnusableAddress
from pipeline.places.address import inside, shown

Given = ParamSpec("Given")
Found = TypeVar("Found")
Listed = tuple[str, Mapping[str, Any]]
"""The name of what is in a folder, and what the store says of it."""

EXTRAS = {"s3": "s3", "s3a": "s3", "sftp": "sftp", "ssh": "sftp", "abfs": "azure", "abfss": "azure", "az": "azure",
          "gs": "gcs", "gcs": "gcs"}
"""What has to be installed beside us for each kind of address."""
SSH = {"known_hosts": (), "keepalive_interval": 15, "login_timeout": 30}
"""A server whose key nobody has vouched for is refused, and one that has gone silent is given up."""
SSH_SCHEMES = ("sftp", "ssh")
OBJECTS = ("s3", "s3a", "abfs", "abfss", "az", "gs", "gcs", "oss", "memory")
"""Stores of whole objects: they have no folders to make, an object is there whole or not at all, none is renamed."""
VERSIONS = ("ETag", "etag", "e_tag", "md5Hash", "content_md5", "generation")
TIMES = ("mtime", "LastModified", "last_modified", "modified", "modify", "created")
ENDPOINTS = ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3")
REFUSED = ("credential", "permission", "denied", "auth", "forbidden", "token")
"""Parts of the names that the ways to stores have for not being let in."""


class Mark(NamedTuple):
    """What a store says of a file without its content: as long as it stays the same, the file does."""

    told: str
    size: int | None
    sure: bool
    """Whether no other content can have the same mark; a time in whole seconds is not enough for that."""


class _said(AbstractContextManager[None]):
    """Say what a store or the way to it failed at, in our words: theirs may hold keys."""

    def __init__(self, where: str, drop: Callable[[], None]) -> None:
        self.where, self.drop = shown(where), drop

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception) or isinstance(error, Stop) or _is_a_fault_of_ours(error, trace):
            return
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            raise NoSuchPlace("there is nothing at this address.", where=self.where,
                              remedy="Check its spelling, and that the bucket or the folder is still there.") from None
        if "hostkey" in type(error).__name__.lower():
            raise NoAccess("nobody has vouched for the key of this server.", where=self.where, remedy=(
                "Connect to it once with ssh, compare its fingerprint, and try again.")) from None
        if isinstance(error, PermissionError) or any(word in type(error).__name__.lower() for word in REFUSED):
            raise NoAccess("the store does not let us in here.", where=self.where, remedy=(
                "Check the key or the password in the settings of fsspec (docs/deploy.md), and that it may read the "
                "papers and write the results.")) from None
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise OutputFailed("there is no room for the papers.", where=self.where,
                               remedy="Free some memory or disk, and run again.") from None
        self.drop()
        raise ConnectionLost("the store could not be reached, or the connection was lost.", where=self.where, remedy=(
            "Check the network and the settings of fsspec (docs/deploy.md), and start again: what is done stays done."
        )) from None


def _is_a_fault_of_ours(error: Exception, trace: TracebackType | None) -> bool:
    """Whether an error is one of this module itself, and not of what it calls."""
    return not isinstance(error, OSError) and traceback.extract_tb(trace)[-1].filename == __file__


def _telling(method: Callable[Given, Found]) -> Callable[Given, Found]:
    """Have what fails in a method of a place said in our words."""

    @wraps(method)
    def told(*given: Given.args, **named: Given.kwargs) -> Found:
        far = given[0]
        assert isinstance(far, Far)  # noqa: S101  # only its methods are wrapped
        with _said(far.address, far.drop):
            return method(*given, **named)

    return told


class Far:
    """One place in a store."""

    def __init__(self, address: str) -> None:
        """Name a place, and go nowhere yet."""
        self.address, self.scheme = address, address.partition("://")[0].lower()
        self._store: Any = None

    @property
    def store(self) -> Any:
        """Give the store of this place, as fsspec knows it; nothing of fsspec is imported before."""
        if self._store is None:
            self._store = _reached(self.address, self.scheme)
        return self._store

    def drop(self) -> None:
        """Forget a connection that is lost, so that the next call makes a new one."""
        if self._store is not None:
            type(self._store).clear_instance_cache()
            self._store = None

    def path(self, name: str = "") -> str:
        """Give the path within the store of a file of this place, or of the place itself."""
        path = f"/{self.address.split('/', 3)[3]}" if self.scheme in SSH_SCHEMES else str(
            self.store._strip_protocol(self.address))
        return posixpath.join(path, name) if name else path

    @_telling
    def is_folder(self) -> bool:
        """Whether this is a folder; what is not there is none."""
        self.store.invalidate_cache()
        with suppress(FileNotFoundError):
            return bool(self.store.info(self.path())["type"] == "directory")
        return False

    @_telling
    def folders(self) -> list[str]:
        """Give the names of the folders that are in this one."""
        return sorted(name for name, info in self._listed("") if info["type"] == "directory")

    @_telling
    def files(self) -> dict[str, Mark]:
        """Give the files of this folder and of those within by their names from here; what is not there has none."""
        try:
            top = self._listed("")
        except FileNotFoundError:
            return {}
        return dict(sorted(self._walked("", top)))

    def _walked(self, folder: str, listed: Iterable[Listed]) -> Iterator[tuple[str, Mark]]:
        """Go through a folder ourselves: fsspec's own walk leaves out what it failed to list, and says nothing."""
        for name, info in listed:
            inner = posixpath.join(folder, name)
            info = self.store.info(self.path(inner)) if info["type"] == "link" else info
            if info["type"] == "directory":
                yield from self._walked(inner, self._listed(inner))
            else:
                yield inner, _mark(info)

    def _listed(self, folder: str) -> list[Listed]:
        path = self.path(folder)
        self.store.invalidate_cache()
        listed = [(str(info["name"]).rstrip("/"), info) for info in self.store.ls(path, detail=True)]
        inner = [(full.rpartition("/")[2], info) for full, info in listed if full.strip("/") != path.strip("/")]
        if any(name in ("", ".", "..") or "\\" in name or "\0" in name for name, _ in inner):
            raise UnusableAddress("a file here has a name that no folder can hold.", where=shown(self.address),
                                  remedy="Give it another name.")
        return inner

    @_telling
    def mark(self) -> Mark:
        """Give the mark of a file."""
        self.store.invalidate_cache()
        return _mark(self.store.info(self.path()))

    @_telling
    def fetch(self, name: str, to: Path, size: int | None) -> None:
        """Bring a file of this folder, or this file itself, to a path; of another size than listed it is not whole."""
        to.parent.mkdir(parents=True, exist_ok=True)
        self.store.get_file(self.path(name), str(to))
        if size is not None and to.stat().st_size != size:
            raise ConnectionLost("a file changed while it was fetched, or did not come whole.",
                                 where=shown(inside(self.address, name) if name else self.address),
                                 remedy="Start again when nobody is writing there.")

    @_telling
    def put(self, name: str, file: Path) -> None:
        """Put a file into this folder under a name; where a store can be seen half written it comes by another name."""
        target = self.path(name)
        if self.scheme in OBJECTS:
            self.store.put_file(str(file), target)
            return
        part = posixpath.join(posixpath.dirname(target), f".{PurePosixPath(name).name}.part")
        self.store.makedirs(posixpath.dirname(target), exist_ok=True)
        self.store.put_file(str(file), part)
        self.store.mv(part, target)

    @_telling
    def move(self, name: str, to: str) -> None:
        """Have a file of this folder take the place of another one of it."""
        one, other = self.path(name), self.path(to)
        if self.scheme in OBJECTS:
            self.store.cp_file(one, other)
            self.store.rm_file(one)
            return
        self.store.makedirs(posixpath.dirname(other), exist_ok=True)
        self.store.mv(one, other)

    @_telling
    def remove(self, name: str) -> None:
        """Remove a file of this folder, if it is there."""
        with suppress(FileNotFoundError):
            self.store.rm_file(self.path(name))

    @_telling
    def remove_folder(self, name: str) -> None:
        """Remove a folder of this one, which is empty by now; a store of objects has none."""
        if self.scheme not in OBJECTS:
            with suppress(FileNotFoundError):
                self.store.rmdir(self.path(name))


def _reached(address: str, scheme: str) -> Any:
    """Give the store of an address, with what the settings of fsspec say of it."""
    from fsspec.config import conf
    from fsspec.core import url_to_fs
    from fsspec.registry import known_implementations

    if scheme not in known_implementations:
        raise UnusableAddress("this kind of address is not known.", where=shown(address),
                              remedy="Use one such as s3://, abfs://, gs:// or sftp://.")
    options = {**(SSH if scheme in SSH_SCHEMES else {}), **conf.get(scheme, {})}
    _check_that_nobody_reads_along(address, scheme, options)
    try:
        with _said(address, lambda: None):
            return url_to_fs("/".join([*address.split("/")[:3], ""]), **options)[0]     # names below may hold any sign
    except (ImportError, NoAccess, ConnectionLost) as error:
        if isinstance(error, ImportError) or isinstance(error.__context__, ImportError):
            extra = f"the extra “{EXTRAS[scheme]}”" if scheme in EXTRAS else "what fsspec needs for it"
            raise UnusableAddress("what this kind of address needs is not installed.", where=shown(address),
                                  remedy=f"Install {extra}.") from None
        raise


def _check_that_nobody_reads_along(address: str, scheme: str, options: Mapping[str, Any]) -> None:
    """Refuse a server that the settings name without encryption, unless it is this machine itself."""
    inner = options.get("client_kwargs") or {}
    told_by = (options.get("endpoint_url"), inner.get("endpoint_url"), *map(os.environ.get, ENDPOINTS))
    for told in told_by if scheme in ("s3", "s3a") else told_by[:2]:
        if isinstance(told, str) and told.lower().startswith("http://") and not _is_loopback(urlsplit(told).hostname):
            raise UnusableAddress("on the way to this store others could read the papers as they go by.",
                                  where=shown(address), remedy="Give the store an “endpoint_url” with https://.")


def _is_loopback(host: str | None) -> bool:
    with suppress(ValueError):
        return ip_address(host or "").is_loopback
    return host == "localhost"


def _mark(info: Mapping[str, Any]) -> Mark:
    """Give the mark of a file: its version where the store keeps one, or else its size and when it was changed."""
    size = info.get("size")
    if version := next((info[name] for name in VERSIONS if info.get(name)), None):
        return Mark(f"{version} {size}".replace('"', ""), size, sure=True)
    time = next((info[name] for name in TIMES if info.get(name)), None)
    fine = time.microsecond != 0 if isinstance(time, dt.datetime) else isinstance(time, float) and time % 1 != 0
    return Mark(f"{time} {size}", size, sure=fine)
