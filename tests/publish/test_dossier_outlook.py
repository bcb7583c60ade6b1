"""The dossier's outlooks: each once, with its fate in words and its way to the sentence."""

from __future__ import annotations

import re

import pytest
from dossier_account import make_account, make_names

from neraca.packs.words import read_words
from neraca.publish.book import Book, open_book
from neraca.publish.dossier import render_dossier
from neraca.publish.outlook import explain_fate, lay_out_outlook
from neraca.publish.relations import Relations
from neraca.publish.world import read_world
from neraca.records import Outlook, OutlookReason, OutlookStatus, Stage
from neraca.relate.trackrecords import build_track_records
from neraca.service.outlook_rows import gather_outlooks

ACCOUNT = make_account()
OUTLOOKS = gather_outlooks(ACCOUNT)
RELATIONS = Relations(outlooks=OUTLOOKS, track_records=build_track_records(OUTLOOKS))
VALUES = (("told", "2025-01-02"), ("last", "2025-03-31"), ("asked", "6000"), ("given", "1000"), ("unit", "person"))


def open_in(language: str) -> Book:
    return open_book(ACCOUNT, names=make_names(language), words=read_words(language), relations=RELATIONS)


def page(language: str) -> str:
    return render_dossier(
        ACCOUNT,
        names=make_names(language),
        words=read_words(language),
        world=read_world(),
        language=language,
        title="T",
        relations=RELATIONS,
    )


def test_every_outlook_is_shown_once_with_its_claims() -> None:
    register = lay_out_outlook(open_in("en"))
    lines = [line for _, listed in register.parts for line in listed]
    assert sorted(line.id for line in lines) == sorted(outlook.id for outlook in OUTLOOKS)
    assert lines
    assert all(line.claims for line in lines)
    assert register.total == len(OUTLOOKS)


def test_every_link_of_the_section_leads_somewhere() -> None:
    text = page("id")
    section = text[text.index('<section id="outlook">') :].split("</section>")[0]
    targets = set(re.findall(r'href="#([^"]+)"', section))
    assert targets
    assert targets <= set(re.findall(r'id="([^"]+)"', text))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("reason", OutlookReason)
def test_every_fate_is_explained_in_words(reason: OutlookReason, language: str) -> None:
    outlook = Outlook(
        event="event-1",
        type="AID",
        stage=Stage.PLANNED,
        voice=("KOR",),
        window=None,
        status=OutlookStatus.OPEN,
        claims=("claim-1",),
        reason=reason,
        values=(*VALUES, ("missing", "food,energy")),
    )
    said = explain_fate(outlook, open_in(language))
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_status_has_a_word(language: str) -> None:
    words = read_words(language)
    assert all(words.has(f"outlook-status.{status}") for status in OutlookStatus)
