"""A real web server on this machine that answers byte for byte what a test wants, broken answers too."""

import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

Route = bytes | list[bytes] | Callable[[socket.socket], None]
"""The whole answer; or one for each request, the last for all that follow; or a function that writes it."""


@dataclass
class Site:
    """A running server: its URL, its answers by path, and the requests it got."""

    url: str
    routes: dict[str, Route]
    heads: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [head.split(" ")[1] for head in self.heads]

    def asked(self, path: str) -> list[str]:
        """The heads of all requests for a path."""
        return [head for head in self.heads if head.split(" ")[1] == path]


def reply(body: bytes | str = b"", status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """A well-formed answer; HTML unless the headers say otherwise (`{"Content-Type": ""}` leaves it out)."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data)), **(headers or {})}
    lines = [
        f"HTTP/1.1 {status} X",
        "Connection: close",
        *(f"{name}: {value}" for name, value in fields.items() if value),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def page(*links: str, head: str = "", text: str = "Tekst.") -> bytes:
    """A page with these links."""
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    return reply(f"<!doctype html><html><head>{head}</head><body><p>{text}</p>{anchors}</body></html>")


def move(target: str, status: int = 302) -> bytes:
    """A redirect."""
    return reply(b"", status, {"Location": target})


@contextmanager
def serve(routes: Mapping[str, Route]) -> Iterator[Site]:
    """A server on a free port; a path without answer gives 404."""
    site = Site("", dict(routes))

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            head = b""
            while b"\r\n\r\n" not in head:
                part = self.request.recv(65536)
                if not part:
                    return
                head += part
                if head.startswith(b"\x16"):  # someone talks TLS to us
                    self.request.sendall(reply("", 400))
                    return
            site.heads.append(head.decode("latin-1"))
            site.times.append(time.monotonic())
            route = site.routes.get(site.paths[-1], reply("<p>weg</p>", 404))
            if isinstance(route, list):
                route = route.pop(0) if len(route) > 1 else route[0]
            try:
                if isinstance(route, bytes):
                    self.request.sendall(route)
                else:
                    route(self.request)
            except OSError:
                pass  # the client has hung up, as it may

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        site.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()
