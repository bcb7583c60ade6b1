"""A site whose store has an imported history and a book of questions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from sites import Page, fill

from books import AS_OF, after, make_forecast, make_question, noon, put_history, put_line, steady_history
from neraca.packs.catalogue import load_packs
from neraca.records import Outcome, Question
from neraca.service.question_book import ask
from neraca.store import Store

ARTICLE = "MOSKWA - Rusia dan Korea Utara menandatangani perjanjian pertahanan di Pyongyang pada Jumat, kata Kremlin.\n"


def make_store(folder: Path) -> Path:
    """A store with one article and the history `set`."""
    store = fill(folder, {"a.txt": ARTICLE}, outlet="Harian Uji")
    with Store.open(store) as opened:
        put_history(opened, steady_history())
    return store


def ask_set(store: Path, *, kind: str = "CONSULT", actor: str = "RUS", recipient: str = "PRK", days: int = 30) -> str:
    """Put a question about the set into the book; its id."""
    with Store.open(store) as opened:
        asked = ask(
            opened,
            None,
            load_packs(),
            actor=actor,
            type=kind,
            recipient=recipient,
            as_of=AS_OF,
            horizon_days=days,
            history="set",
            clock=lambda: noon(after(1)),
        )
    return asked.question.id


def put_resolved(store: Path, number: int, *, forecaster: str = "neraca", probability: float = 0.8) -> list[Question]:
    """So many questions with a number given in time, that came to a yes each time but every fourth."""
    questions = [make_question(as_of=after(-40 * (place + 1)), horizon=30) for place in range(number)]
    with Store.open(store) as opened:
        for place, question in enumerate(questions):
            outcome = Outcome.NO if place % 4 == 3 else Outcome.YES
            put_line(opened, question, make_forecast(question, probability, forecaster=forecaster), outcome=outcome)
    return questions


def listed(page: Page) -> list[str]:
    """Questions of a list, in order."""
    return re.findall(r'<li class="fq" id="(question-\w+)"', page.response.text)


def shown_weights(page: Page) -> list[float]:
    """Weights of the steps as a reader sees them, from the base rate to the number."""
    body = page.response.text.partition('<ol class="stair">')[2].partition("</ol>")[0]
    found = re.findall(r'<p class="n">(?:<span aria-hidden="true">.</span> )?([+−]?\d+\.\d\d)', body)
    return [float(text.replace("−", "-")) for text in found]


def near(found: Iterable[float]) -> list[float]:
    """Two decimals, as they are shown."""
    return [round(one, 2) for one in found]
