"""How real a predicate is: its auxiliaries, mood and tense, and the clauses above it."""

from __future__ import annotations

import pytest

from neraca.annotate.read import annotate
from neraca.extract.contents import by_sentence
from neraca.extract.line import Line, cue_indexes, prepare_line
from neraca.extract.modality import Modality, modality_at
from neraca.packs.catalogue import load_packs
from neraca.packs.reader import load_reader
from neraca.records import Certainty, Document


def line_of(text: str, *, language: str = "en", read: bool = True) -> Line:
    packs = load_packs()
    document = Document(name="a.txt", sha256="0" * 64, media_type="text/plain", language=language, text=text)
    cues = packs.cues[language]
    reading = annotate(
        document,
        language=packs.languages[language],
        actors=packs.actors,
        cues=cues,
        reader=load_reader() if read else None,
    )
    return prepare_line(reading, 0, contents=by_sentence(reading)[0], cues=cue_indexes(cues), language=language)


def modality(text: str, word: str, *, language: str = "en", read: bool = True) -> Modality:
    line = line_of(text, language=language, read=read)
    return modality_at(line, [one.low for one in line.words].index(word))


@pytest.mark.parametrize(
    ("text", "word", "stage"),
    [
        ("The ministers signed the treaty in Hanoi.", "signed", "occurred"),
        ("The ministers are signing the treaty in Hanoi.", "signing", "ongoing"),
        ("The ministers will sign the treaty in Hanoi.", "sign", "planned"),
        ("The ministers may sign the treaty in Hanoi.", "sign", "predicted"),
        ("The ministers should sign the treaty in Hanoi.", "sign", "urged"),
        ("The ministers wanted to sign the treaty in Hanoi.", "sign", "planned"),
        ("The ministers asked Laos to sign the treaty.", "sign", "urged"),
        ("If the ministers sign the treaty, the border opens.", "sign", "hypothetical"),
        ("Please send the letter to the embassy today.", "send", "urged"),
        ("The ministers began to sign the papers.", "sign", "occurred"),
    ],
)
def test_a_predicate_has_the_stage_of_its_helpers_and_of_the_verb_above(text: str, word: str, stage: str):
    assert modality(text, word).stage == stage


def test_a_denied_predicate_is_negated():
    assert modality("The ministers did not sign the treaty.", "sign").negated
    assert not modality("The ministers signed the treaty.", "signed").negated


def test_what_was_refused_or_forgotten_did_not_happen():
    assert modality("The ministers refused to sign the treaty.", "sign").negated


def test_what_somebody_only_believes_is_hedged():
    assert modality("Analysts believe that the ministers signed the treaty.", "signed").certainty is Certainty.HEDGED


def test_indonesian_auxiliaries_count_as_well():
    assert (
        modality("Para menteri akan menandatangani perjanjian itu.", "menandatangani", language="id").stage == "planned"
    )


def test_without_a_reader_the_words_around_decide():
    assert modality("The ministers will sign the treaty.", "sign", read=False).stage == "planned"
