"""A real web server on this machine that publishes files, well or badly."""

import hashlib
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from trainer.store.download import Remote


@dataclass
class Publisher:
    """What is published, and how the next answers go wrong."""

    files: dict[str, bytes]
    address: str = ""
    takes_ranges: bool = True
    breaks_after: int | None = None
    """Bytes of an answer after which the connection is dropped."""
    hangs: bool = False
    """Whether the connection stays open, silent, instead of being dropped."""
    tells_length: bool = True
    asked: list[str] = field(default_factory=list)
    """The path of every request, and from which byte."""

    def remote(self, name: str, content: bytes | None = None) -> Remote:
        """A published file, expected to have this content, or the one it has."""
        expected = self.files[name] if content is None else content
        return Remote(f"{self.address}/{name}", len(expected), hashlib.sha256(expected).hexdigest())


@contextmanager
def publish(files: Mapping[str, bytes]) -> Iterator[Publisher]:
    """Serve these files until the block ends."""
    publisher = Publisher(dict(files))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(publisher))
    server.daemon_threads = True
    publisher.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def closed_address() -> str:
    """An address where nobody answers."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{nobody.getsockname()[1]}"


def _handler(publisher: Publisher) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            start = int(asked[1]) if asked and publisher.takes_ranges else 0
            publisher.asked.append(f"{self.path} {start}")
            content = publisher.files.get(self.path.lstrip("/"))
            if content is None:
                self.send_error(404)
                return
            self._send(content, start)

        def _send(self, content: bytes, start: int) -> None:
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            if publisher.tells_length:
                self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            end = len(content) if publisher.breaks_after is None else start + publisher.breaks_after
            self.wfile.write(content[start:end])
            self.wfile.flush()
            if publisher.hangs:
                time.sleep(20)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
