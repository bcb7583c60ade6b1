"""Words that refer back, in texts of any length."""

from __future__ import annotations

import pytest
from documents import make_document

from neraca.annotate.mentions import find_mentions
from neraca.annotate.references import find_references
from neraca.annotate.sentences import split_sentences
from neraca.packs.actors import load_actors
from neraca.packs.cues import load_cues
from neraca.packs.language import load_language
from neraca.records import Mention, MentionForm, Sentence, SentenceKind, Span


def test_many_sentences_with_many_names_cost_linear_time() -> None:
    # With every name asked of every sentence this takes many minutes; the test run's own limit is the clock.
    count = 60_000
    document = make_document("Iran. " * count)
    spans = [Span(start=6 * number, end=6 * number + 4) for number in range(count)]
    sentences = tuple(
        Sentence(span=span, words=(span,), kind=SentenceKind.BODY, paragraph=number)
        for number, span in enumerate(spans)
    )
    mentions = tuple(
        Mention(evidence=document.evidence(span.start, span.end), actor="IRN", form=MentionForm.NAME) for span in spans
    )
    assert find_references(document, sentences, mentions=mentions, cues=load_cues("id")) == ()


@pytest.mark.parametrize(
    ("text", "code", "words", "actors"),
    [
        ("Kanada dan India bertemu di Bali. Kedua negara bertukar tahanan.", "id", "Kedua negara", ["CAN", "IND"]),
        ("Di Kursk, Korea Utara kehilangan tank. Negara itu diam.", "id", "Negara itu", ["PRK"]),
        ("In Geneva, Japan handed over a list. The country wants a reply.", "en", "The country", ["JPN"]),
        ("Ottawa menahan seorang agen. Negara itu menuntut penjelasan.", "id", "Negara itu", ["CAN"]),
    ],
)
def test_a_place_where_something_is_is_no_party_that_words_refer_to(
    text: str, code: str, words: str, actors: list[str]
) -> None:
    document = make_document(text, code)
    sentences = split_sentences(document, load_language(code))
    mentions = find_mentions(document, sentences, load_actors())
    found = find_references(document, sentences, mentions=mentions, cues=load_cues(code))
    assert [mention.actor for mention in found if mention.evidence.quote == words] == actors
