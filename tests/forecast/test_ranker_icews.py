"""The ranker on a slice of a real set, where it lies beside the repository."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from neraca.forecast.asking import look, questions_of
from neraca.forecast.classes import read_names
from neraca.forecast.dyads import make_index
from neraca.forecast.ranks import rank_answers
from neraca.forecast.table import make_table
from neraca.forecast.training import fit, follow

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "icews14"
DAYS, ASKED = 25, 1


@pytest.mark.skipif(not FOLDER.exists(), reason="the set does not lie beside the repository")
def test_true_answers_come_high_after_some_weeks_of_a_real_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neraca.forecast.training.MOST_QUESTIONS", 1500)
    rows = []
    with (FOLDER / "train.txt").open(encoding="utf-8") as lines:
        for line in lines:
            row = [int(cell) for cell in line.split()[:4]]
            if row[3] // 24 >= DAYS + ASKED:
                break
            rows.append(row)
    source, relation, target, hour = np.array(rows).T
    names = tuple(
        line.split("\t")[0] for line in (FOLDER / "entity2id.txt").read_text("utf-8").splitlines() if "\t" in line
    )
    start = date(2014, 1, 1).toordinal()
    table = make_table(
        actors=names,
        relations=tuple(f"r{number}" for number in range(relation.max() + 1)),
        day=hour // 24 + start,
        source=source,
        relation=relation,
        target=target,
    )
    index = make_index(table)
    course = follow(index, read_names(table.actors), start + DAYS)
    model, ranks = fit(course), []
    for one in look(course.state, course.learned, start + DAYS, questions_of(index, start + DAYS)):
        ranks.append(rank_answers(course.state, one, model.score(one.traits)).rank)
    assert (1 / np.concatenate(ranks)).mean() > 0.25
