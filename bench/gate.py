"""The quality gate of claims: `python bench/gate.py ../shared`.

Reads our labelled test sentences (bench/claims.py), the seed articles (by the functions of ../shared/tools) and
PLOVER's gold sentences (bench/gsr.py; `gsr` are those that did not train the reader; their event is the root type
alone, their triple root and whole sides). Prints precision, recall and F1 by part and language, field, type and stage,
and writes them to build/gate.json with a row for each gold claim and each wrong one: digests and offsets, no words.

    --against OTHER.json   prints what came right and went wrong since the other run, claim by claim
    --check                holds the figures against bench/floors.toml, which a person moves up by hand
    --page docs/errors.md  writes the page of what claims still get wrong

What `main` reads, by the same gate and labels, and what the working tree changes:

    git worktree add --detach build/main main
    PYTHONPATH=build/main/src python bench/gate.py ../shared -o build/main.json
    git worktree remove build/main
    python bench/gate.py ../shared --against build/main.json --check

Exit codes: 0 fine; 1 a figure is under its floor, or labels are not those of the floors; 2 usage, or no data there.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from errors_page import write_page
from outcomes import WRONG, Change, Figures, Row, broken, changes, figures, from_json, joined, to_json, totals
from parts import OWN_PARTS, Texts, Why, gold_files, read_gsr, read_own, read_seeds

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.toml")
OWN = "own"  # all our test sentences of a language
LONGEST = 1000  # characters of a text that is printed whole


def read_all(shared: Path, *, why: Why | None) -> tuple[list[Row], Texts]:
    """The rows of all parts, and the texts that their offsets count in."""
    rows: list[Row] = []
    texts: Texts = {}
    for part in OWN_PARTS:
        found, own = read_own(part, shared / "data", why=why)
        rows += found
        texts |= own
    for read in (read_seeds, read_gsr):
        found, own = read(shared)
        rows += found
        texts |= own
    return rows, texts


def corpus_digests(shared: Path) -> dict[str, str]:
    """For each part the first digits of the SHA-256 of its gold."""
    digests = {}
    for part, files in gold_files(shared).items():
        whole = hashlib.sha256()
        for path in files:
            whole.update(path.read_bytes())
        digests[part] = whole.hexdigest()[:16]
    return digests


def print_figures(seen: Figures) -> None:
    for part, languages in seen.items():
        for language, groups in languages.items():
            levels = groups["levels"]
            print(f"\n{part} [{language}]: {levels['event']['gold']} gold, {levels['event']['found']} found")
            for level, one in levels.items():
                print(f"  {level:8} P {one['p']:5.1f}  R {one['r']:5.1f}  F1 {one['f1']:5.1f}")
            for name, group in (("fields", groups["fields"]), ("stages", groups["stages"])):
                if group:
                    print(f"  {name}: {', '.join(f'{key} {_line(one)}' for key, one in group.items())}")
            types = (f"{name} {_line(levels['event'])}" for name, levels in groups["types"].items())
            print(f"  types: {', '.join(types)}")


def _line(one: Figures) -> str:
    return f"{one['f1']:.1f} ({one['p']:.0f}/{one['r']:.0f})"


def print_changes(found: Sequence[Change], texts: Texts) -> None:
    """Claims that only gained first, then those that lost something, each with its sentence."""
    for title, some in (("Gains", [c for c in found if not c.lost]), ("Losses", [c for c in found if c.lost])):
        print(f"\n{title}: {len(some)}")
        for change in some:
            row = change.row
            text = texts.get((row.part, row.place), "")
            what = row.about or f"“{text[slice(*row.span)]}”"
            print(f"  {_says(change)}: {row.type} {what} ({row.part}, {row.place})")
            if len(text) < LONGEST:
                print(f"      {text}")


def _says(change: Change) -> str:
    if not change.row.gold:
        return "new wrong claim" if change.lost else "wrong claim gone"
    signed = (("gained", change.gained), ("lost", change.lost))
    return "; ".join(f"{verb} {', '.join(names)}" for verb, names in signed if names)


def print_totals(found: Sequence[Change], left_out: int) -> None:
    print("\nGained / lost")
    for part in dict.fromkeys(change.row.part for change in found):
        own = totals(change for change in found if change.row.part == part)
        gone, new = own.pop(WRONG, (0, 0))
        names = [f"{name} {gained}/{lost}" for name, (gained, lost) in own.items()]
        print(f"  {part}: {', '.join([*names, f'wrong claims {gone} gone, {new} new'])}")
    if left_out:
        print(f"  {left_out} gold claims stand in one of the runs only and were left out")


def check(seen: Figures, digests: dict[str, str]) -> list[str]:
    """A line for each floor that does not hold, and each part whose gold is not that of the floors."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    pinned: dict[str, str] = floors.pop("corpus")
    floors.pop("linking")  # those of bench/linking_gate.py
    moved = [f"{part}: its gold is not that of the floors" for part in pinned if digests.get(part) != pinned[part]]
    return moved + broken(seen, floors)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds data/, gold/, seeds/ and tools/")
    parser.add_argument("-o", "--out", type=Path, default=ROOT / "build" / "gate.json", help="file for the results")
    parser.add_argument("--against", type=Path, metavar="OTHER.json", help="results of another run to compare with")
    parser.add_argument("--check", action="store_true", help="exit 1 when a figure is under its floor")
    parser.add_argument("--page", type=Path, metavar="FILE.md", help="write the page of errors")
    options = parser.parse_args()
    missing = [name for name in ("data", "gold", "seeds", "tools") if not (options.shared / name).is_dir()]
    if missing:
        parser.error(f"{options.shared} has no {', '.join(missing)}: give the folder that holds them")
    if options.against and not options.against.is_file():
        parser.error(f"{options.against} is no file: write it with -o (see --help)")
    before = json.loads(options.against.read_text(encoding="utf-8")) if options.against else None
    # Only the page needs the inside of the program, so that without it other versions can be read too.
    why = importlib.import_module("missed").missed_kind if options.page else None
    rows, texts = read_all(options.shared, why=why)
    seen = figures([*rows, *joined(rows, OWN_PARTS, OWN)])
    digests = corpus_digests(options.shared)
    results = {"corpus": digests, "figures": seen, "claims": [to_json(row) for row in rows]}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print_figures(seen)
    if before is not None:
        found, left_out = changes([from_json(row) for row in before["claims"]], rows)
        print_changes(found, texts)
        print_totals(found, left_out)
    if options.page:
        options.page.write_text(write_page(rows, seen, texts), encoding="utf-8")
    faults = check(seen, digests) if options.check else []
    for fault in faults:
        print(f"gate: {fault}", file=sys.stderr)
    if faults:
        print("gate: mend the reading; floors in bench/floors.toml only go up, by hand", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
