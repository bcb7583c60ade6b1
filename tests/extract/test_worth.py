"""A word may name more acts than it stands there: the odds stay finite."""

import math

from neraca.annotate.read import annotate
from neraca.extract.contents import by_sentence
from neraca.extract.drafts import Draft
from neraca.extract.line import cue_indexes, prepare_line
from neraca.extract.triggers import find_triggers
from neraca.extract.worth import features, probability
from neraca.packs.catalogue import load_packs
from neraca.packs.worth import Weights, WorthBook
from neraca.records import Document

PACKS = load_packs()


def draft(text: str) -> Draft:
    document = Document(name="w.txt", sha256="0" * 64, media_type="text/plain", language="id", text=text)
    reading = annotate(document, language=PACKS.languages["id"], actors=PACKS.actors, cues=PACKS.cues["id"])
    cues = cue_indexes(PACKS.cues["id"])
    line = prepare_line(reading, 0, contents=by_sentence(reading)[0], cues=cues, language="id")
    trigger = find_triggers(line, PACKS.events)[0]
    return Draft(line=line, trigger=trigger, event=trigger.event)


def book(times: int, named: int) -> WorthBook:
    model = Weights(weights={"named": 1.0}, least=0.5, least_listed=0.2)
    return WorthBook(words={"id": {"menyerang": (times, {"ASSAULT": named})}}, model=model)


def test_the_more_often_a_word_named_the_act_the_more_it_is_worth():
    one = draft("Israel menyerang Suriah.")
    worth = [probability(one, book(10, named)) for named in (0, 5, 10)]
    assert worth == sorted(worth)
    assert worth[0] < 0.1
    assert worth[2] > 0.9


def test_a_word_that_named_more_acts_than_it_stood_there_breaks_nothing():
    assert math.isfinite(features(draft("Israel menyerang Suriah."), book(5, 7))["named"])


def test_a_word_never_seen_says_so_and_nothing_else():
    found = features(draft("Israel menyerang Suriah."), WorthBook(words={}, model=book(1, 1).model))
    assert (found["unseen"], found["named"]) == (1.0, 0.0)
