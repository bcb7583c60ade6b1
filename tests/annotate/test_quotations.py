from __future__ import annotations

from documents import any_documents, make_document
from hypothesis import given, settings

from neraca.annotate.quotations import find_quotations
from neraca.records import Document


@settings(deadline=None)
@given(any_documents)
def test_quotations_are_ordered_and_stay_in_their_line(document: Document) -> None:
    found = find_quotations(document)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)
    for quotation in found:
        words = document.words(quotation.span)
        assert "\n" not in words
        assert document.words(quotation.inner).strip() == document.words(quotation.inner)


@settings(deadline=None)
@given(any_documents)
def test_quotations_nest_and_never_cross(document: Document) -> None:
    found = find_quotations(document)
    for one in found:
        for other in found:
            apart = not one.span.meets(other.span)
            assert apart or one.span.within(other.span) or other.span.within(one.span)


def test_an_open_quotation_ends_at_its_paragraph() -> None:
    document = make_document("“Kami siap, kata Kim.  \nRapat selesai.")
    (quotation,) = find_quotations(document)
    assert not quotation.closed
    assert document.words(quotation.span) == "“Kami siap, kata Kim."


def test_an_outer_quotation_comes_before_its_inner_one() -> None:
    document = make_document("“Ia bilang ‘ya’,” kata Kim.")
    outer, inner = find_quotations(document)
    assert inner.span.within(outer.inner)
