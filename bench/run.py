"""Run the benches, one process each: all of them, or those named.

Usage: python bench/run.py [NAME …]   (make bench, make bench BENCH="serve ingest")
"""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

# Each with the arguments that keep all of them together under three minutes.
BENCHES = {
    "serve": (),
    "render": (),
    "ingest": (),
    "extract": ("--rounds", "1"),
    "restore": (),
    "copies": (),
    "reprints": (),
    "hub": (),
}
_HERE = Path(__file__).parent


def main() -> None:
    """Run what was asked for; exits with 1 when a bench failed, 2 for a name that is none."""
    names = sys.argv[1:] or list(BENCHES)
    if unknown := [name for name in names if name not in BENCHES]:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(BENCHES)}", file=sys.stderr)
        sys.exit(2)
    print(_machine())
    started = time.monotonic()
    failed = [name for name in names if not _run(name)]
    spent = time.monotonic() - started
    if failed:
        print(f"\n{spent:.0f} s. Failed: {', '.join(failed)}", file=sys.stderr)
        sys.exit(1)
    print(f"\n{spent:.0f} s. What the figures mean: bench/README.md")


def _run(name: str) -> bool:
    print(f"\n== {name}", flush=True)
    done = subprocess.run([sys.executable, str(_HERE / f"{name}.py"), *BENCHES[name]], check=False)  # noqa: S603 - our own scripts
    return done.returncode == 0


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.python_implementation()} {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
    )


if __name__ == "__main__":
    main()
