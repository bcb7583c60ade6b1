"""Articles cut for reading: paragraphs, stretches under marks, pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import make_claim, make_document
from neraca.records import Span, Zone, ZoneKind
from neraca.web.reader import (
    MANY_CLAIMS,
    Mark,
    cut_paragraph,
    mark_lines,
    page_of,
    passage_marks,
    split_lines,
    split_pages,
)

TEXT = "Judul berita\n\nKalimat satu. Kalimat dua yang lebih panjang.\nPenutup."


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40), st.sampled_from(("claim", "finding", "from")))))
def test_marks_never_change_the_text(spans: list[tuple[int, int, str]]) -> None:
    document = make_document(text=TEXT)
    marks = [
        Mark(start=start, end=min(len(TEXT), start + size), kind=kind, key="" if kind == "from" else f"k{at}")
        for at, (start, size, kind) in enumerate(spans)
    ]
    lines = split_lines(TEXT)
    paragraphs = mark_lines(document, lines, marks)
    shown = ["".join(part.words for part in paragraph.stretches) for paragraph in paragraphs]
    assert shown == [TEXT[start:end] for start, end in lines]


def test_overlapping_claims_share_the_words_that_both_rest_on() -> None:
    document = make_document(text="abcdefghij")
    marks = [Mark(start=0, end=6, kind="claim", key="one"), Mark(start=4, end=10, kind="claim", key="two")]
    (paragraph,) = mark_lines(document, split_lines(document.text), marks)
    assert [(part.words, part.claims, part.ends) for part in paragraph.stretches] == [
        ("abcd", ("one",), ()),
        ("ef", ("one", "two"), ("one",)),
        ("ghij", ("two",), ("two",)),
    ]
    assert paragraph.begins == ("one", "two")


def test_words_that_run_over_a_line_end_have_one_number() -> None:
    document = make_document(text="abc\ndef")
    paragraphs = mark_lines(document, split_lines(document.text), [Mark(start=1, end=6, kind="claim", key="one")])
    assert [[part.ends for part in each.stretches if part.ends] for each in paragraphs] == [[("one",)], []]
    assert [each.begins for each in paragraphs] == [("one",), ()]


def test_passages_that_overlap_are_one() -> None:
    spans = [Span(start=5, end=9), Span(start=0, end=6), Span(start=20, end=22)]
    assert [(one.start, one.end) for one in passage_marks(spans, "from")] == [(0, 9), (20, 22)]


def test_navigation_is_told_from_the_text() -> None:
    zone = Zone(span=Span(start=0, end=4), kind=ZoneKind.NAVIGATION)
    document = make_document(text="Menu\nIsi.", zones=(zone,))
    assert [one.kind for one in mark_lines(document, split_lines(document.text), ())] == ["rest", "body"]


def test_a_long_article_is_cut_into_pages_by_its_claims_and_its_length() -> None:
    lines = [f"Baris {at}." for at in range(3 * MANY_CLAIMS)]
    document = make_document(text="\n".join([*lines, "x" * 9000, "y" * 9000]))
    ranges = split_lines(document.text)
    claims = [make_claim(document, at=start) for start, _ in ranges[: 2 * MANY_CLAIMS]]
    pages = split_pages(ranges, claims)
    assert [line for page in pages for line in page] == list(ranges)
    assert len(pages) >= 3
    assert page_of(pages, claims[-1].evidence.span.start) == 2


def test_a_line_without_end_is_cut_at_a_blank() -> None:
    text = "kata " * 4000
    lines = split_lines(text)
    assert len(lines) > 1
    assert "".join(text[start:end] for start, end in lines) == text


def test_a_claim_is_shown_in_its_whole_paragraph() -> None:
    text = "Sebelum. " + "x" * 90 + " sesudah.\nParagraf lain."
    document = make_document(text=text)
    passage = cut_paragraph(document, make_claim(document, at=9))
    shown = passage.before + passage.lead + passage.trigger + passage.tail + passage.after
    assert shown == text.partition("\n")[0]
