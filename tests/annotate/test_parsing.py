"""Parses of whole documents: one for each sentence, with tokens, trees and names that stand in the text."""

import pytest
from documents import any_documents, make_document
from hypothesis import given

from neraca.annotate.parsing import parse_sentences
from neraca.annotate.sentences import split_sentences
from neraca.packs.language import load_language
from neraca.packs.reader import load_reader
from neraca.records import Document, NameKind, Parse
from strategies import GENTLE


def parse(document: Document) -> tuple[Parse, ...]:
    language = load_language(document.language)
    sentences = split_sentences(document, language)
    return parse_sentences(document, sentences, language=language, reader=load_reader())


def edges(text: str, code: str = "id") -> dict[str, tuple[str, str]]:
    document = make_document(text, code)
    (read,) = parse(document)
    words = [text[token.span.start : token.span.end] for token in read.tokens]
    return {
        word: (token.relation, words[token.head] if token.head >= 0 else "")
        for word, token in zip(words, read.tokens, strict=True)
    }


def names(text: str, code: str = "id") -> list[tuple[str, NameKind]]:
    (read,) = parse(make_document(text, code))
    return [(text[name.span.start : name.span.end], name.kind) for name in read.names]


@GENTLE
@given(any_documents)
def test_any_text_is_parsed_sentence_by_sentence(document):
    sentences = split_sentences(document, load_language(document.language))
    parses = parse(document)
    assert [read.span for read in parses] == [sentence.span for sentence in sentences]
    for read in parses:
        visible = [place for place in range(read.span.start, read.span.end) if not document.text[place].isspace()]
        assert [p for token in read.tokens for p in range(token.span.start, token.span.end)] == visible
        assert sum(token.head < 0 for token in read.tokens) == 1


def test_giver_and_receiver_hang_on_the_verb_between_them():
    found = edges("Prancis mengirim dua kapal ke Lebanon.")
    assert found["mengirim"] == ("root", "")
    assert found["Prancis"] == ("nsubj", "mengirim")
    assert found["kapal"] == ("obj", "mengirim")
    assert found["Lebanon"][1] == "mengirim"


def test_a_passive_has_its_patient_as_subject():
    found = edges("The convoy was attacked by rebels near Goma.", "en")
    assert found["convoy"] == ("nsubj:pass", "attacked")
    assert found["rebels"] == ("obl:agent", "attacked")


def test_names_have_their_kinds():
    found = names(
        "Menteri Pertahanan Brasil José Múcio menemui utusan NATO di Brussels, kata Reuters, Selasa (4/2/2025)."
    )
    assert ("José Múcio", NameKind.PERSON) in found
    assert ("Brasil", NameKind.PLACE) in found
    assert ("NATO", NameKind.ORGANISATION) in found
    assert ("Brussels", NameKind.PLACE) in found
    assert ("Reuters", NameKind.ORGANISATION) in found


def test_a_sentence_without_end_is_read_in_parts_with_one_root():
    text = "Delegasi " + "dan ".join(f"negara {number} " for number in range(150)) + "bertemu."
    (read,) = parse(make_document(text))
    assert sum(token.head < 0 for token in read.tokens) == 1
    assert len(read.tokens) > 400


def test_no_sentences_have_no_parses():
    assert parse(make_document("***")) == ()


@pytest.mark.parametrize("code", ["id", "en"])
def test_a_document_parses_the_same_twice(code):
    document = make_document("Turki menolak usul itu.\nNATO urged both sides to talk. Mereka bertemu lagi.", code)
    assert parse(document) == parse(document)
