"""Runs the benchmarks, each in a fresh process, and prints their figures as one table.

python packaging/bench.py [name ...]
"""

import json
import os
import re
import runpy
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "tests/benchmarks"
PREFIX = "bench_"


def benchmarks(names: list[str]) -> list[Path]:
    """Return the benchmarks called `names`, or all."""
    every = sorted(FOLDER.glob(f"{PREFIX}*.py"))
    return [path for path in every if not names or path.stem.removeprefix(PREFIX) in names]


def measure(path: Path) -> bool:
    """Print the figures of one benchmark; say whether it ran to its end."""
    began = time.monotonic()
    result = subprocess.run(
        [sys.executable, __file__, "--one", str(path)], capture_output=True, text=True, check=False
    )
    print(f"\n{path.stem.removeprefix(PREFIX)} ({time.monotonic() - began:.0f} s)")
    if result.returncode:
        print(f"  failed: {(result.stderr.strip() or 'no message').splitlines()[-1]}")
        return False
    for name, value, unit, goal in json.loads(result.stdout.splitlines()[-1]):
        print(_line(name, f"{value:,.4g}", unit, goal, met(value, goal)), flush=True)
    return True


def met(value: float, goal: str) -> str:
    """Say `yes` or `no` for a goal that begins like `<= 16`; nothing where there is none."""
    wanted = re.match(r"([<>])=? ?([\d.,]+)", goal)
    if wanted is None:
        return ""
    limit = float(wanted[2].replace(",", ""))
    return "yes" if (value <= limit if wanted[1] == "<" else value >= limit) else "no"


def _line(name: str, value: str, unit: str, goal: str, reached: str) -> str:
    return f"  {name:<56}{value:>10} {unit:<9}{goal:<10}{reached}".rstrip()


def main(arguments: list[str]) -> int:
    """Run the benchmarks named; 1 if one failed or none has that name."""
    if arguments[:1] == ["--one"]:
        print(
            "\n" + json.dumps([tuple(figure) for figure in runpy.run_path(arguments[1])["run"]()])
        )
        return 0
    chosen = benchmarks(arguments)
    if not chosen:
        print(
            f"No benchmark is called that. There are: {', '.join(p.stem for p in benchmarks([]))}"
        )
        return 1
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(_line("", "value", "unit", "goal", "met"))
    failed = [path for path in chosen if not measure(path)]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
