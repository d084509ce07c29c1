"""Serving a feed of 50 entries: requests per CPU second of the server's process, against nginx and bare aiohttp.

Usage: python bench/serve.py

The load comes from a process of its own over 16 kept-alive connections. `ordinary` is the site without its fast lane:
what a request costs that was not seen before. Baselines in the same run: nginx with the same bytes as static files (one
process, gzip from ready files), where it is installed; and an aiohttp application whose one handler answers everything
with the same gzip bytes.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from load import ask, request
from nginx import nginx, program
from process import cpu_seconds, server

PATH = "/feeds/haichuan.rss"
_WARM_UP = 500


@contextmanager
def servers(folder: Path) -> Iterator[dict[str, tuple[int, int]]]:
    """Every server with its process id and port, ours first."""
    with ExitStack() as stack:
        site = stack.enter_context(server("served.py", "site"))
        packed = _write(folder / "root" / PATH.lstrip("/"), site[1])
        running = {
            "syndicator": site,
            "ordinary": stack.enter_context(server("served.py", "ordinary")),
            "aiohttp": stack.enter_context(server("served.py", "bare", str(packed), "application/rss+xml", "gzip")),
        }
        path = program()
        if path is None:
            print("nginx is not installed: its column is left out (on Debian: apt install nginx-light)")
        else:
            running["nginx"] = stack.enter_context(nginx(path, folder))
        yield running


def _write(path: Path, port: int) -> Path:
    """Save the feed as we serve it, whole and gzipped, for the others to serve; returns the gzipped file."""
    path.parent.mkdir(parents=True)
    path.write_bytes(_get(port, "identity")[1])
    packed = path.with_name(f"{path.name}.gz")
    packed.write_bytes(_get(port, "gzip")[1])
    return packed


def _get(port: int, coding: str) -> tuple[dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", PATH, headers={"Accept-Encoding": coding})
    answer = connection.getresponse()
    assert answer.status == 200
    body = answer.read()
    connection.close()
    return {name.lower(): value for name, value in answer.headers.items()}, body


def requests(port: int) -> dict[str, tuple[int, bytes]]:
    """Each kind of request with the status it should get; the ETag is the server's own."""
    etag = _get(port, "gzip")[0].get("etag", "")
    return {
        "gzip": (200, request("GET", PATH, Accept_Encoding="gzip")),
        "304": (304, request("GET", PATH, Accept_Encoding="gzip", If_None_Match=etag)),
        "HEAD": (200, request("HEAD", PATH, Accept_Encoding="gzip")),
        "identity": (200, request("GET", PATH)),
    }


def per_cpu_second(pid: int, port: int, asked: bytes, status: int | None) -> float:
    """Requests per CPU second of process `pid`, once it is warm."""
    ask(port, asked, count=_WARM_UP)
    before = cpu_seconds(pid)
    came = ask(port, asked)
    assert status in (None, came.status)
    return came.count / (cpu_seconds(pid) - before)


def main() -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder, servers(Path(folder)) as running:
        sizes = [len(_get(running["syndicator"][1], coding)[1]) for coding in ("identity", "gzip", "br", "zstd")]
        print("50 entries; {:,} bytes, gzip {:,}, br {:,}, zstd {:,}".format(*sizes))
        others = [name for name in running if name not in ("syndicator", "ordinary")]
        print(
            f"{'':10}" + "".join(f"{name:>12}" for name in running) + "".join(f"{'/ ' + name:>12}" for name in others)
        )
        for kind in requests(running["syndicator"][1]):
            rates = {}
            for name, (pid, port) in running.items():
                status, asked = requests(port)[kind]
                rates[name] = per_cpu_second(pid, port, asked, None if name == "aiohttp" else status)
            row = "".join(f"{rate:>12,.0f}" for rate in rates.values())
            print(f"{kind:10}{row}" + "".join(f"{rates['syndicator'] / rates[name]:>12.2f}" for name in others))
    print("requests per CPU second; aiohttp = the least a handler can do, always 200 with the gzip bytes")


if __name__ == "__main__":
    main()
