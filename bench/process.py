"""Servers in processes of their own, and the CPU time a process has used."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiohttp import web

HERE = Path(__file__).parent


@contextmanager
def server(script: str, *arguments: str) -> Iterator[tuple[int, int]]:
    """Run bench/`script` with `arguments`; gives its process id and the port it prints."""
    command = [sys.executable, str(HERE / script), *arguments]
    with subprocess.Popen(  # noqa: S603 - our own scripts
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"{script} did not start")
        try:
            yield process.pid, int(line)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=20)


async def serve_until_input_closes(runner: web.AppRunner, host: str = "127.0.0.1") -> None:
    """Serve on a free port of `host`, print the port, stop when whoever started us is gone or done."""
    await runner.setup()
    await web.TCPSite(runner, host, 0, backlog=1024).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far, of all its threads (Linux)."""
    # As clock_getcpuclockid(3) builds it, which Python does not offer; /proc counts in steps of 10 ms.
    return time.clock_gettime((~pid << 3) | 2)
