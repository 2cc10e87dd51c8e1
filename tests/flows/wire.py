"""A wire between a program and a server of this machine: what goes over it is counted and heard; it can be cut."""

import contextlib
import socket
import threading


class Wire:
    """Listens on loopback, and passes all that comes to the server and back, until it is cut."""

    def __init__(self, port: int, heard: bytearray | None = None) -> None:
        self._server, self._open, self._lock, self._heard = port, list[socket.socket](), threading.Lock(), heard
        self.received, self._cut_after = 0, 0
        self.is_cut = False
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, received: int, *, for_good: bool = False) -> None:
        """Cut all connections once so much has come from the server; new ones are let through, or none ever again."""
        self.received, self._cut_after, self._for_good = 0, received, for_good

    def close(self) -> None:
        self._listening.close()
        self._cut()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                if self.is_cut:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._server))
                with self._lock:
                    self._open += [near, far]
                threading.Thread(target=self._pass, args=(near, far, False), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, True), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(1 << 14):
                other.sendall(data)
                if self._heard is not None:
                    self._heard += data
                if counted:
                    self._count(len(data))
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _count(self, bytes_: int) -> None:
        self.received += bytes_
        if self._cut_after and self.received >= self._cut_after:
            self._cut_after, self.is_cut = 0, self._for_good
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            for end in self._open:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
            self._open.clear()
