"""Words that refer back, in texts of any length."""

from __future__ import annotations

from documents import make_document

from neraca.annotate.references import find_references
from neraca.packs.cues import load_cues
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
