"""Stores on this machine, with real bytes on a socket: an S3 server, and an SFTP server."""

import asyncio
import json
import logging
import threading
from pathlib import Path

import asyncssh
import fsspec
from moto.server import ThreadedMotoServer

from tests.doors.commands import KIT, contents
from tests.flows.caseloads import Caseload
from tests.flows.wire import Wire

SECRET = "hunter2-AKIA"  # noqa: S105


class ObjectStore:
    """An S3 server with one bucket."""

    def __init__(self, folder: Path) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        _, port = self._server.get_host_and_port()
        self.wire, self.address = Wire(port), "s3://bucket"
        self._client = fsspec.filesystem("s3", key="key", secret=SECRET, endpoint_url=f"http://127.0.0.1:{port}",
                                         skip_instance_cache=True, use_listings_cache=False)
        self._client.makedirs("bucket", exist_ok=True)
        self.options = {"s3": {"key": "key", "secret": SECRET, "endpoint_url": f"http://127.0.0.1:{self.wire.port}"}}
        self.environment = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": SECRET,
                            "AWS_DEFAULT_REGION": "us-east-1",
                            "FSSPEC_S3_ENDPOINT_URL": f"http://127.0.0.1:{self.wire.port}"}

    def put(self, path: str, content: bytes) -> None:
        self._client.pipe_file(f"bucket/{path}", content)

    def contents(self, path: str) -> dict[str, bytes]:
        start = f"bucket/{path}/"
        return {name.removeprefix(start): self._client.cat_file(name) for name in self._client.find(start)}

    def names(self, path: str) -> list[str]:
        return list(self._client.find(f"bucket/{path}"))

    def close(self) -> None:
        self.wire.close()
        self._server.stop()


class FileServer:
    """An SFTP server, which one key opens, and whose own key is known to whoever has its environment."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._loop = folder / "served", asyncio.new_event_loop()
        self._folder.mkdir()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        logging.getLogger("asyncssh").setLevel(logging.ERROR)
        own, key = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
        self._server = asyncio.run_coroutine_threadsafe(self._listen(own, key), self._loop).result()
        self.wire = Wire(self._server.get_port())
        self.address = f"sftp://adviser@127.0.0.1:{self.wire.port}"
        key.write_private_key(str(folder / "key"))
        (folder / "known").write_text(f"[127.0.0.1]:{self.wire.port} {own.export_public_key().decode()}", "utf-8")
        options = {"client_keys": [str(folder / "key")], "known_hosts": str(folder / "known")}
        self.options = {"sftp": options}
        self.environment = {"FSSPEC_SFTP": json.dumps(options)}

    async def _listen(self, own: asyncssh.SSHKey, key: asyncssh.SSHKey) -> asyncssh.SSHAcceptor:
        keys = asyncssh.import_authorized_keys(key.export_public_key().decode())
        return await asyncssh.listen("127.0.0.1", 0, server_host_keys=[own], authorized_client_keys=keys,
                                     sftp_factory=lambda chan: asyncssh.SFTPServer(chan, chroot=str(self._folder)))

    def put(self, path: str, content: bytes) -> None:
        (self._folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self._folder / path).write_bytes(content)

    def contents(self, path: str) -> dict[str, bytes]:
        return contents(self._folder / path)

    def names(self, path: str) -> list[str]:
        return [str(found) for found in (self._folder / path).rglob("*") if found.is_file()]

    def close(self) -> None:
        self.wire.close()
        self._loop.call_soon_threadsafe(self._server.close)


class Shelved(Caseload):
    """A caseload that lies in a store, and whose results go there."""

    def __init__(
        self, folder: Path, store: ObjectStore | FileServer, name: str, *names: str, **environment: str
    ) -> None:
        super().__init__(folder, **{**environment, **store.environment})
        self.store, self.name = store, name
        self.told, self.results = f"{store.address}/{name}/cases", f"{store.address}/{name}/results"
        for case in names:
            for path in KIT.iterdir():
                store.put(f"{name}/cases/{case}/{path.name}", path.read_bytes())

    def damage(self, name: str) -> None:
        self.store.put(f"{self.name}/cases/{name}/plan.txt", b"Zebedee Quillfeather is not a plan.")

    def written(self) -> dict[str, bytes]:
        return self.store.contents(f"{self.name}/results")
