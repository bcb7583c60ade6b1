"""`explain` says why claims are of one event, or of two."""

from __future__ import annotations

from command_line import Run


def claims_of(run: Run, *, together: bool) -> tuple[str, str]:
    events = run("events", "--json").json
    if together:
        return tuple(next(event["claims"][:2] for event in events if len(event["claims"]) > 1))  # type: ignore[return-value]
    return events[0]["claims"][0], events[1]["claims"][0]


def test_an_event_says_why_its_claims_are_together_and_what_stayed_out(filled: Run) -> None:
    event = next(event for event in filled("events", "--json").json if len(event["claims"]) > 1)
    way = filled("explain", event["id"], "--json").json
    assert {pair["claim"] for pair in way["joined"]} == set(event["claims"][1:])
    assert all(pair["parts"] and pair["barrier"] is None for pair in way["joined"])
    assert not {pair["claim"] for pair in way["apart"]} & set(event["claims"])
    text = " ".join(filled("explain", event["id"], "--lang", "en").out.split())
    assert "Why its claims are one event" in text


def test_two_claims_are_compared(filled: Run) -> None:
    one, other = claims_of(filled, together=True)
    row = filled("explain", one, other, "--json").json
    assert (row["kind"], row["together"], row["claim"], row["with"]) == ("pair", True, one, other)
    one, other = claims_of(filled, together=False)
    assert filled("explain", one, other, "--json").json["together"] is False
    assert "not in one event" in filled("explain", one, other, "--lang", "en").out


def test_only_claims_can_be_compared(filled: Run) -> None:
    one, _ = claims_of(filled, together=False)
    event = filled("events", "--json").json[0]["id"]
    answer = filled("explain", one, event)
    assert answer.code == 2
    assert "N102" in answer.err
