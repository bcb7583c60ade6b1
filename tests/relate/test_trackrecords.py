"""Records of voices and outlets: counts always, a rate only of enough."""

from __future__ import annotations

import pytest

from neraca.records import SETTLED_LEAST, Outlook, OutlookReason, OutlookStatus, Stage, TrackRecord
from neraca.relate.trackrecords import build_track_records, wilson_interval


def outlook(at: int, status: OutlookStatus, **fields: object) -> Outlook:
    known = {
        "event": f"event-{at}",
        "type": "AID",
        "stage": Stage.PREDICTED,
        "voice": ("KOR",),
        "outlets": ("Harian Selat",),
        "window": None,
        "status": status,
        "claims": (f"claim-{at}",),
    }
    return Outlook(**(known | fields))  # type: ignore[arg-type]


def records(*outlooks: Outlook) -> dict[str, TrackRecord]:
    return {one.source: one for one in build_track_records(outlooks)}


def test_three_of_three_are_no_rate() -> None:
    record = records(*(outlook(at, OutlookStatus.FULFILLED) for at in range(3)))["KOR"]
    assert (record.fulfilled, record.settled, record.rate) == (3, 3, None)


def test_of_enough_there_is_a_rate_with_its_interval() -> None:
    done = [outlook(at, OutlookStatus.FULFILLED) for at in range(SETTLED_LEAST - 4)]
    other = [outlook(50 + at, OutlookStatus.LAPSED) for at in range(4)]
    record = records(*done, *other, outlook(99, OutlookStatus.OPEN))["KOR"]
    assert (record.fulfilled, record.lapsed, record.open) == (6, 4, 1)
    assert record.rate == pytest.approx(0.6)
    assert (record.low, record.high) == wilson_interval(6, 10)


def test_wilsons_interval_is_the_published_one() -> None:
    # 81 of 263: 0.2553 to 0.3662 (R. G. Newcombe, Statistics in Medicine 17, 1998, table I).
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)


def test_appeals_conditions_and_mentions_do_not_count() -> None:
    left_out = (
        outlook(1, OutlookStatus.LAPSED, stage=Stage.URGED),
        outlook(2, OutlookStatus.LAPSED, stage=Stage.HYPOTHETICAL),
        outlook(3, OutlookStatus.FULFILLED, in_passing=True),
        outlook(4, OutlookStatus.LAPSED, reason=OutlookReason.WINDOW_OVER_UNOPPOSED),
    )
    assert records(*left_out) == {}


def test_a_voice_without_an_id_has_a_record_by_its_words() -> None:
    found = records(
        outlook(1, OutlookStatus.OPEN, voice=(), voice_words="Ines Calloway"),
        outlook(2, OutlookStatus.LAPSED, voice=(), voice_words="ines calloway", outlets=("",)),
    )
    assert {name: len(one.outlooks) for name, one in found.items()} == {"Ines Calloway": 2, "Harian Selat": 1}
    assert not found["Ines Calloway"].has_id
