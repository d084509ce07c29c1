"""nginx with the same bytes as static files, as fast as it can be made."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# One process, so that its CPU time is one figure; files kept open, gzip from ready files, nothing logged.
_CONFIG = """daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; etag on; gzip_static on;
  keepalive_requests 100000000; open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  types {{ application/rss+xml rss; }}
  server {{ listen 127.0.0.1:{port}; root {folder}/root;
    add_header Cache-Control "public, max-age=300, stale-if-error=86400"; add_header Vary Accept-Encoding; }}
}}
"""
_PATIENCE = 10.0


def program() -> str | None:
    """Where nginx is installed, None where it is not. Debian keeps it out of an ordinary user's path."""
    places = [*os.get_exec_path(), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"]
    return shutil.which("nginx", path=os.pathsep.join(places))


@contextmanager
def nginx(path: str, folder: Path) -> Iterator[tuple[int, int]]:
    """Serve `folder`/root; gives its process id and port. Raises RuntimeError when it does not start."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = folder / "nginx.conf"
    config.write_text(_CONFIG.format(folder=folder, port=port), encoding="utf-8")
    with subprocess.Popen([path, "-p", str(folder), "-c", str(config)], stderr=subprocess.PIPE) as process:  # noqa: S603 - the program found above
        try:
            _wait(process, port)
            yield process.pid, port
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    process.terminate()
    assert process.stderr is not None
    raise RuntimeError(f"nginx did not start: {process.stderr.read().decode().strip()}")
