"""How the book of questions looks in a terminal: its tables, and a question with all its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.padding import Padding
from rich.text import Text

from neraca.cli import cells
from neraca.cli.columns import ID, Column, Row, text_cell
from neraca.cli.session import Session, printing
from neraca.packs.words import Names, Words
from neraca.publish.format import format_number, format_probability, format_skill

_DIGEST = 12


def show_line(row: Row, session: Session) -> None:
    """Print a question: the base rate beside the probability first, then why, who else said what, and the outcome."""
    words, names = session.words, session.names
    with printing() as console:
        for line in _lines(row, words, names):
            indent = len(line) - len(line.lstrip())
            console.print(Padding(Text(line.lstrip()), (0, 0, 0, indent)))


def matter_line(row: Row, names: Names, words: Words) -> str:
    """What is asked, in one line."""
    return words.say(
        "forecast.matter",
        actor=names.actor(row["actor"]),
        recipient=names.actor(row["recipient"]),
        type=names.event(row["type"]),
    )


def standing_line(row: Row, words: Words) -> str:
    """The base rate and the number beside it; or that the history does not suffice, and what would help."""
    if row["probability"] is None:
        told = [_rate(row, words)] if row["base_rate"] is not None else []
        if row["why_none"] is None:
            return " ".join([*told, words.say("forecast.unanswered")])
        why = words.term("forecast.none", row["why_none"])
        return " ".join(
            [words.say("forecast.not-enough", why=why), *told, words.say(f"forecast.helps.{row['why_none']}")]
        )
    number = words.say(
        "forecast.number", number=format_probability(row["probability"], words), term=_term(row["term"], words)
    )
    return f"{_rate(row, words)} {number}" if row["base_rate"] is not None else number


def _rate(row: Row, words: Words) -> str:
    rate, hits = format_probability(row["base_rate"], words), format_number(Decimal(row["hits"]), words)
    return words.count("forecast.base-rate", row["cases"], rate=rate, hits=hits)


def _lines(row: Row, words: Words, names: Names) -> Iterator[str]:
    yield f"{cells.short_id(row['id'])}  {matter_line(row, names, words)}"
    yield words.count(
        "forecast.window", row["horizon_days"], as_of=row["as_of"], due=row["due"], history=row["history"]
    )
    yield standing_line(row, words)
    if row["persistence"] is not None:
        yield words.say("forecast.persistence", rate=format_probability(row["persistence"], words))
    for one in row["numbers"]:
        if one["person"] is None:
            yield from _reasons(one, words, names)
        else:
            yield _number_line("forecast.person", one, words, person=cells.plain(one["person"]))
    earlier = [one for one in row["forecasts"] if one["superseded_by"]]
    if earlier:
        yield words.say("forecast.superseded")
    for one in earlier:
        whose = words.say("forecast.program") if one["person"] is None else cells.plain(one["person"])
        yield "  " + _number_line("forecast.person", one, words, person=whose)
    yield from _outcome(row, words)


def _what(case: Row, names: Names) -> str:
    """What was done, as its history writes it; our own events by the type's name."""
    return names.event(case["what"])


def _reasons(one: Row, words: Words, names: Names) -> Iterator[str]:
    yield words.say("forecast.reasons") if one["drivers"] else words.say("forecast.no-reasons")
    for driver in one["drivers"]:
        yield f"  {format_skill(driver['weight'], words)}  {cells.plain(driver['sentence'][words.language])}"
        for case in driver["opened"]:
            line = f"{case['day']}  {names.actor(case['actor'])} → {names.actor(case['recipient'])}"
            yield f"    {line}: {cells.plain(_what(case, names))}  [{cells.plain(case['place'])}]"
        more = len(driver["cases"]) - len(driver["opened"])
        if more > 0:
            yield f"    {words.say('more', n=more)}"
    if one["model"]:
        yield words.say(
            "forecast.made",
            day=one["made_at"][:10],
            timing=words.term("forecast-timing", one["timing"]),
            model=one["model"],
            digest=one["model_digest"][:_DIGEST],
            events=one["input_digest"][:_DIGEST],
        )


def _number_line(key: str, one: Row, words: Words, *, person: str) -> str:
    number = words.say("forecast.no-number")
    if one["probability"] is not None:
        number = f"{format_probability(one['probability'], words)} ({_term(one['term'], words)})"
    timing = words.term("forecast-timing", one["timing"])
    line = words.say(key, person=person, number=number, day=one["made_at"][:10], timing=timing)
    return f"{line}: {cells.plain(one['note'])}" if one["note"] else line


def _outcome(row: Row, words: Words) -> Iterator[str]:
    held = row["resolution"]
    if held is None:
        yield words.say("forecast.state", state=words.term("forecast-state", row["state"]))
        return
    by = words.say("forecast.by-rule") if held["person"] is None else cells.plain(held["person"])
    yield words.say("forecast.outcome", outcome=words.term("outcome", held["outcome"]), by=by, day=held["made_at"][:10])
    if held["note"]:
        yield f"  {cells.plain(held['note'])}"
    if held["evidence"]:
        yield "  " + words.say("forecast.evidence", places=", ".join(map(cells.plain, held["evidence"])))
    for one in row["resolutions"]:
        if one["id"] != held["id"]:
            who = words.say("forecast.by-rule") if one["person"] is None else cells.plain(one["person"])
            outcome = words.term("outcome", one["outcome"])
            yield "  " + words.say("forecast.not-held", outcome=outcome, by=who, day=one["made_at"][:10])


def _term(key: str | None, words: Words) -> str:
    return "" if key is None else words.say(key)


def _matter_cell(row: Row, names: Names, words: Words) -> str:
    return matter_line(row, names, words)


def _window_cell(row: Row, _names: Names, _words: Words) -> str:
    return f"{row['as_of']}–{row['due']}"


def _probability_cell(key: str) -> Column:
    def cell(row: Row, _names: Names, words: Words) -> str:
        return "" if row[key] is None else format_probability(row[key], words)

    return Column(head=key.replace("_", "-"), cell=cell, align="right")


def _answers_cell(row: Row, _names: Names, words: Words) -> str:
    """What people said."""
    told = [one for one in row["numbers"] if one["person"] is not None and one["probability"] is not None]
    return ", ".join(f"{cells.plain(one['person'])} {format_probability(one['probability'], words)}" for one in told)


def _state_cell(row: Row, _names: Names, words: Words) -> str:
    return words.term("outcome", row["outcome"]) if row["outcome"] else words.term("forecast-state", row["state"])


def _ruling_cell(row: Row, _names: Names, words: Words) -> str:
    if row["outcome"] is None:
        return words.term("forecast.ruling", row["reason"])
    return words.term("outcome", row["outcome"])


def _evidence_cell(row: Row, _names: Names, words: Words) -> str:
    """The first place; all of them are among the question's own lines. Of a no by rule, what it rests on."""
    if not row["evidence"]:
        return words.term("forecast.ruling", row["reason"]) if row["outcome"] and row["reason"] else ""
    more = len(row["evidence"]) - 1
    shown = cells.plain(row["evidence"][0])
    return f"{shown}, {words.say('more', n=more)}" if more else shown


def _key_cell(row: Row, names: Names, words: Words) -> str:
    """What a score is of, whose, and from which side of the window's beginning."""
    whose, key = _whose_cell(row, names, words), row["key"]
    if row["by"] == "forecaster":
        return whose
    if row["by"] == "horizon":
        shown = words.count("forecast.days", int(key))
    else:
        shown = {"actor": names.actor, "type": names.event}.get(row["by"], cells.plain)(key)
    return f"{shown} · {whose}"


def _whose_cell(row: Row, names: Names, words: Words) -> str:
    return f"{_forecaster_cell(row, names, words)} · {words.term('forecast-timing', row['timing'])}"


def _forecaster_cell(row: Row, _names: Names, words: Words) -> str:
    kind, _, name = row["forecaster"].partition(":")
    return cells.plain(name) if name else words.say("forecast.program") if kind == "neraca" else kind


def _score_cell(key: str) -> Column:
    def cell(row: Row, _names: Names, words: Words) -> str:
        return "" if row[key] is None else f"{row[key]:.3f}".replace(".", words.decimal)

    return Column(head=key.replace("_", "-"), cell=cell, align="right")


def _skill_cell(row: Row, _names: Names, words: Words) -> str:
    return format_skill(row["skill"], words)


def reliability_rows(scores: Sequence[Row]) -> list[Row]:
    """The tenths of all scores, one row for each: what was given, and what happened."""
    return [
        {**one, **tenth, "given": tenth["forecast"]}  # its `n` stands in the place of the score's
        for one in scores
        for tenth in one["reliability"]
    ]


def _tenth_cell(row: Row, _names: Names, words: Words) -> str:
    low, high = (format_probability(row[end], words) for end in ("from", "to"))
    return f"{low}–{high}"


def _count(head: str, key: str) -> Column:
    return Column(head=head, cell=text_cell(key), align="right")


def _events_cell(row: Row, _names: Names, words: Words) -> str:
    return format_number(Decimal(row["events"]), words)


def _range_cell(row: Row, _names: Names, _words: Words) -> str:
    return f"{row['first']}–{row['last']}" if row["first"] else ""


BOOK: tuple[Column, ...] = (
    ID,
    Column(head="question", cell=_matter_cell, ratio=4),
    Column(head="window", cell=_window_cell, width=11),
    _probability_cell("base_rate"),
    _probability_cell("probability"),
    Column(head="answers", cell=_answers_cell, ratio=2),
    Column(head="state", cell=_state_cell, width=8),
)
RESOLVED: tuple[Column, ...] = (
    ID,
    Column(head="question", cell=_matter_cell, ratio=3),
    Column(head="window", cell=_window_cell, width=11),
    Column(head="outcome", cell=_ruling_cell, ratio=2),
    Column(head="evidence", cell=_evidence_cell, ratio=2),
)
SCORES: tuple[Column, ...] = (
    Column(head="forecaster", cell=_key_cell, ratio=1),
    _count("resolved", "n"),
    _count("happened", "yes"),
    _count("early", "early"),
    _count("without", "without"),
    _score_cell("brier"),
    _score_cell("log_score"),
    Column(head="skill", cell=_skill_cell, align="right"),
)
COMPARED: tuple[Column, ...] = (
    Column(head="forecaster", cell=_whose_cell, ratio=1),
    _count("resolved", "n"),
    _count("closer", "closer"),
    _count("farther", "farther"),
    _count("alike", "alike"),
    _score_cell("brier"),
    _score_cell("brier_program"),
)
RELIABILITY: tuple[Column, ...] = (
    Column(head="forecaster", cell=_key_cell, ratio=1),
    Column(head="tenth", cell=_tenth_cell, align="right"),
    _probability_cell("given"),
    _probability_cell("observed"),
    _count("questions", "n"),
)
HISTORIES: tuple[Column, ...] = (
    Column(head="name", cell=text_cell("name"), ratio=1),
    Column(head="format", cell=text_cell("format")),
    Column(head="events", cell=_events_cell, align="right"),
    Column(head="days", cell=_range_cell),
    _count("damaged", "damaged"),
)
