"""Adds the seed articles to a store of its own and scores their claims against the gold claims beside the repository.

    python tools/score_seeds.py [--show N] [--keep DIR]

Arguments other than --keep go to the scorer. Needs `../shared` with `seeds`, `gold` and `tools`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from neraca.cli.main import main

SHARED = Path(__file__).parents[1].parent / "shared"


def score(folder: Path, arguments: list[str]) -> int:
    """Make the store in the folder, export its claims, and run the scorer on them."""
    claims, store = folder / "claims.jsonl", ["--store", str(folder / "store")]
    if code := main(["add", str(SHARED / "seeds"), *store]):
        return code
    if code := main(["export", "claims", "-o", str(claims), *store]):
        return code
    scorer = [sys.executable, str(SHARED / "tools" / "score_claims.py")]
    return subprocess.run([*scorer, str(SHARED / "gold" / "seeds"), str(claims), *arguments], check=False).returncode


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="folder in which store and export stay")
    known, rest = parser.parse_known_args()
    if known.keep:
        known.keep.mkdir(parents=True, exist_ok=True)
        sys.exit(score(known.keep, rest))
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(score(Path(temporary), rest))
