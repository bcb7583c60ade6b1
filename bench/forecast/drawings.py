"""Drawings and tables of a kept back-test for the documentation.

python bench/forecast/drawings.py STORE NAME FOLDER [--lang en]

Writes one SVG for each drawing into the folder, as `backtest-DRAWING.svg`, and prints the tables as Markdown.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from neraca.packs.catalogue import load_packs
from neraca.packs.words import read_words
from neraca.publish.backtest import ScoreLine, draw_svgs, lay_out_backtest
from neraca.service.backtests import read_backtest
from neraca.service.naming import names_for

HEAD = ("", "forecasts", "happened", "share", "skill", "95 %", "Brier", "log", "calibration")


def table(head: str, lines: Iterable[ScoreLine]) -> Iterator[str]:
    yield f"\n**{head}**\n"
    yield f"| {' | '.join(HEAD)} |"
    yield f"|{'---|' * len(HEAD)}"
    for one in lines:
        cells = (one.name, one.windows, one.events, one.share, one.skill, one.interval or "–", one.brier, one.log_score)
        yield f"| {' | '.join((*cells, one.calibration_error))} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", default="en")
    given = parser.parse_args()
    result = read_backtest(given.store, given.name)
    words, names = read_words(given.lang), names_for(load_packs(), given.lang)
    for name, svg in draw_svgs(result, words=words, names=names).items():
        (given.folder / f"backtest-{name}.svg").write_text(svg, encoding="utf-8")
    view = lay_out_backtest(result, words=words, names=names)
    print(view.lead, view.verdict, sep="\n\n")
    for label, value in view.facts:
        print(f"- {label}: {value}")
    parts = [("All windows", view.models), *((one.name, one.lines) for one in view.onsets)]
    for head, lines in (*parts, ("By type", view.types), ("By actor", view.actors), ("By year", view.by_year)):
        print("\n".join(table(head, lines)))


if __name__ == "__main__":
    main()
