from __future__ import annotations

from documents import any_documents, make_document, zone
from hypothesis import given, settings

from neraca.annotate.sentences import split_sentences
from neraca.packs.language import load_language
from neraca.records import Document, SentenceKind, ZoneKind

LANGUAGES = {code: load_language(code) for code in ("id", "en")}


def words_of(document: Document) -> list[str]:
    return [document.words(s.span) for s in split_sentences(document, LANGUAGES[document.language])]


@settings(deadline=None)
@given(any_documents)
def test_sentences_are_ordered_and_disjoint_and_hold_their_words(document: Document) -> None:
    end = 0
    for sentence in split_sentences(document, LANGUAGES[document.language]):
        assert end <= sentence.span.start
        assert sentence.words
        assert list(sentence.words) == sorted(sentence.words)
        assert "\n" not in document.words(sentence.span)
        end = sentence.span.end


@settings(deadline=None)
@given(any_documents)
def test_every_letter_of_a_text_without_zones_lies_in_a_sentence_or_a_list_sign(document: Document) -> None:
    text = list(document.text)
    for sentence in split_sentences(document, LANGUAGES[document.language]):
        for at in range(sentence.span.start, sentence.span.end):
            text[at] = " "
    assert not any(len(word) > 2 and word.isalpha() for word in "".join(text).split())


def test_navigation_captions_and_bylines_are_not_read() -> None:
    text = "Trending\nKim berpidato.\nFoto: Kim di podium.\nPenulis: Damar"
    zones = (
        zone(text, "Trending", ZoneKind.NAVIGATION),
        zone(text, "Foto: Kim di podium.", ZoneKind.CAPTION),
        zone(text, "Penulis: Damar", ZoneKind.BYLINE),
    )
    assert words_of(make_document(text, zones=zones)) == ["Kim berpidato."]


def test_a_dateline_is_cut_from_its_sentence() -> None:
    text = "SEOUL, Buana - Kim berpidato."
    zones = (zone(text, "SEOUL, Buana - ", ZoneKind.DATELINE),)
    assert words_of(make_document(text, zones=zones)) == ["Kim berpidato."]


def test_a_title_is_one_heading_even_with_a_question_inside() -> None:
    text = "Mengapa Kim datang? Ini sebabnya.\nKim berpidato."
    document = make_document(text, zones=(zone(text, "Mengapa Kim datang? Ini sebabnya.", ZoneKind.TITLE),))
    found = split_sentences(document, LANGUAGES["id"])
    assert [sentence.kind for sentence in found] == [SentenceKind.HEADING, SentenceKind.BODY]


def test_paragraphs_count_the_lines_that_hold_something() -> None:
    document = make_document("Satu kalimat. Dua kalimat.\n\n  \nTiga kalimat.")
    assert [sentence.paragraph for sentence in split_sentences(document, LANGUAGES["id"])] == [0, 0, 1]


def test_windows_line_ends_stay_outside_the_sentences() -> None:
    assert words_of(make_document("Kim tiba.\r\nIa berpidato.\r\n")) == ["Kim tiba.", "Ia berpidato."]


def test_words_without_any_stop_are_read_in_parts_of_bounded_length() -> None:
    for text in ("kata " * 3_000 + "tamat.", "tanpaspasi" * 1_500):
        words = words_of(make_document(text))
        assert max(map(len, words)) <= 4_000
        assert "".join(words).replace(" ", "") == text.replace(" ", "")
        assert not any(part != part.strip() for part in words)
