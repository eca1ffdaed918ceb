"""The example municipality, served on a local address."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "municipality", _PACKAGE.parent / "corpora" / "municipality")
"""Where the example lies in a wheel, and in a checkout."""


class _QuietHandler(SimpleHTTPRequestHandler):
    """Files of a folder, without a line on standard error for each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class has it so
        pass


@contextmanager
def serve_example() -> Iterator[str]:
    """The URL at which the example is served, on a free port of this machine, while the context lasts."""
    folder = next(folder for folder in _FOLDERS if folder.is_dir())
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_QuietHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
