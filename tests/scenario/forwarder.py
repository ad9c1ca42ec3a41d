"""A door between product and sandbox that can be shut, or mute: refused, or let in and never answered."""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

CHUNK = 65_536


class Forwarder:
    """Forwards bytes from one port to wherever `target` says; both ends see each other's closing."""

    def __init__(self) -> None:
        self.target = ""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._speaks = threading.Event()
        self._speaks.set()
        self._open()

    def shut(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes `accept`
        self._listener.close()
        self._thread.join()

    def reopen(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._open()

    def mute(self) -> None:
        """Whoever comes is let in and hears nothing until `speak`, which hangs up on them."""
        self._speaks.clear()

    def speak(self) -> None:
        self._speaks.set()

    def _open(self) -> None:
        self._thread = threading.Thread(target=self._accept, args=[self._listener], daemon=True)
        self._thread.start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                inner, _ = listener.accept()
                threading.Thread(target=self._join, args=[inner], daemon=True).start()

    def _join(self, inner: socket.socket) -> None:
        if not self._speaks.is_set():
            with inner:
                self._speaks.wait()
            return
        place = urlsplit(self.target)
        with inner, socket.create_connection((place.hostname or "", place.port or 0)) as outer:
            back = threading.Thread(target=_copy, args=[outer, inner], daemon=True)
            back.start()
            _copy(inner, outer)
            back.join()


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(CHUNK):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
