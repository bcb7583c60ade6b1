"""The parts of the outlook as tabs: what sources foresee, what became of it, and what the program foresees itself."""

from __future__ import annotations

from neraca.web.visit import Visit

Tab = tuple[str, str, int | None, str]
"""Key, words, number or None, address."""


def outlook_tabs(visit: Visit) -> list[Tab]:
    """The tabs in their order."""
    relations, words = visit.snapshot.relations, visit.words
    settled = sum(one.settled > 0 for one in relations.track_records)
    return [
        ("register", words.say("web.outlook.register"), len(relations.outlooks), visit.url("/outlook")),
        ("records", words.say("outlook-records"), settled, visit.url("/outlook", view="records")),
        ("forecasts", words.say("web.outlook.forecasts"), None, visit.url("/outlook", view="forecasts")),
        ("backtests", words.say("web.backtests"), None, visit.url("/backtests")),
        ("histories", words.say("web.histories"), None, visit.url("/histories")),
    ]
