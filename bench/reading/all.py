"""Every figure of docs/reading.md, each with the command that gives it: `python bench/reading/all.py ../shared`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def commands(shared: Path, baseline: Path | None) -> list[list[str]]:
    data = str(shared / "data")
    beside = ["--baseline", str(baseline)] if baseline else []
    return [
        ["bench/reading/reader.py", data, *beside],
        ["bench/reading/numerals.py", str(shared)],
        ["bench/reading/times.py", str(shared)],
        ["bench/mentions.py", str(shared)],
        ["bench/annotate.py", str(shared / "data" / "ud")],
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds data/ and gold/")
    parser.add_argument("--baseline", type=Path, help="scores that bench/reading/baseline.py wrote, to show beside")
    options = parser.parse_args()
    for command in commands(options.shared.resolve(), options.baseline and options.baseline.resolve()):
        print(f"\n$ python {' '.join(command)}", flush=True)
        subprocess.run([sys.executable, *command], cwd=ROOT, check=False)


if __name__ == "__main__":
    main()
