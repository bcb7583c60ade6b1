"""Records refuse to exist broken, and their ids are made from their content."""

import pickle
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from account_strategies import accounts, events, judgements, of_each_type, runs
from neraca.errors import NeracaError
from neraca.records import (
    RECORD_TYPES,
    Actor,
    ActorKind,
    Derivation,
    DerivationKind,
    Document,
    Evidence,
    Found,
    JudgementKind,
    Link,
    LinkType,
    Name,
    NameKind,
    Parse,
    Quantity,
    Reading,
    Reason,
    Sentence,
    Span,
    Stage,
    TimeSpan,
    Token,
    Zone,
    ZoneKind,
    content_id,
)
from outlook_strategies import outlooks

WORDS = Evidence(document="doc-1", span=Span(start=0, end=1), quote="x")
PLAIN = Document(name="a", sha256="0" * 64, media_type="text/plain", language="id", text="Korea 🚀")


def refused(words):
    return pytest.raises(NeracaError, match=f"N401.*{words}")


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.__name__)
def test_a_record_is_frozen_hashable_picklable_and_without_a_dict(kind):
    @strategies.GENTLE
    @given(of_each_type()[kind])
    def holds(record):
        name = fields(record)[0].name
        with pytest.raises(FrozenInstanceError):
            setattr(record, name, getattr(record, name))
        assert pickle.loads(pickle.dumps(record)) == record
        assert hash(record) == hash(pickle.loads(pickle.dumps(record)))
        assert not hasattr(record, "__dict__")

    holds()


@strategies.GENTLE
@given(strategies.readings())
def test_every_evidence_of_a_reading_stands_in_its_text(reading):
    text = reading.document.text
    for evidence in reading.every_evidence():
        assert text[evidence.span.start : evidence.span.end] == evidence.quote
        assert evidence.document == reading.document.id


@strategies.GENTLE
@given(strategies.claims(), strategies.documents())
def test_a_reading_refuses_a_claim_of_another_document(claim, document):
    if claim.document != document.id:
        with refused("in a reading of"):
            Reading(document=document, claims=(claim,))


@strategies.GENTLE
@given(strategies.documents().filter(lambda document: len(set(document.text)) > 1), st.data())
def test_a_reading_refuses_words_that_stand_elsewhere(document, data):
    evidence = data.draw(strategies.evidence(document))
    moved = Span(start=evidence.span.start + 1, end=evidence.span.end + 1)
    if document.words(moved) != evidence.quote:
        mention = replace(data.draw(strategies.mentions(document)), evidence=replace(evidence, span=moved))
        with refused("does not stand at"):
            Reading(document=document, mentions=(mention,))


@strategies.GENTLE
@given(strategies.claims(), st.data())
def test_links_and_reasons_leave_a_claims_id_as_it_is(claim, data):
    link = Link(type=LinkType.SAME_EVENT, to="claim-1")
    more = replace(claim, links=(*claim.links, link), reasons=(*claim.reasons, Reason(field="event", rule="r")))
    assert more != claim
    assert more.id == claim.id


@strategies.GENTLE
@given(strategies.claims(), st.data())
def test_any_other_change_changes_a_claims_id(claim, data):
    assert replace(claim, negated=not claim.negated).id != claim.id
    assert replace(claim, optional=not claim.optional).id != claim.id
    other = data.draw(strategies.claims())
    assert (other.id == claim.id) == (replace(other, reasons=(), links=()) == replace(claim, reasons=(), links=()))


@strategies.GENTLE
@given(strategies.documents())
def test_a_documents_id_covers_its_text_but_not_the_files_digest(document):
    assert replace(document, sha256="e" * 64).id == document.id
    assert replace(document, text=document.text + "x").id != document.id
    assert replace(document, name=document.name + "x").id != document.id


@strategies.GENTLE
@given(events(), st.data())
def test_an_event_keeps_its_id_when_claims_join_it(event, data):
    assert replace(event, claims=(*event.claims, "claim-new"), reports=event.reports + 1).id == event.id


@strategies.GENTLE
@given(accounts())
def test_an_account_refuses_claims_without_their_document(account):
    if account.claims:
        with refused("without its document"):
            replace(account, documents=())


@strategies.GENTLE
@given(accounts())
def test_an_account_refuses_events_that_rest_on_nothing(account):
    if account.events or account.entries:
        with refused("rests on an unknown claim"):
            replace(account, claims=())


@strategies.GENTLE
@given(strategies.time_spans(), strategies.time_spans())
def test_spans_of_days_meet_both_ways(one, other):
    assert one.meets(other) == other.meets(one)
    assert one.meets(one)


@strategies.GENTLE
@given(strategies.spans("0123456789"), strategies.spans("0123456789"))
def test_spans_meet_when_they_share_a_code_point(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.meets(other) == other.meets(one) == bool(shared)
    assert one.within(other) == set(range(one.start, one.end)).issubset(range(other.start, other.end))


@strategies.GENTLE
@given(judgements())
def test_two_records_are_needed_to_call_them_the_same(judgement):
    if judgement.kind in (JudgementKind.SAME, JudgementKind.DIFFERENT):
        with refused("two records"):
            replace(judgement, about=judgement.about[:1])


@strategies.GENTLE
@given(judgements(), runs())
def test_a_time_without_its_zone_is_refused(judgement, run):
    with refused("zone"):
        replace(judgement, made_at=judgement.made_at.replace(tzinfo=None))
    with refused("zone"):
        replace(run, started_at=run.started_at.replace(tzinfo=None))


@strategies.GENTLE
@given(outlooks())
def test_an_outlook_is_about_the_future(outlook):
    with refused("future"):
        replace(outlook, stage=Stage.OCCURRED)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2)])
def test_an_empty_or_backward_span_is_refused(start, end):
    with refused("is no range"):
        Span(start=start, end=end)


@pytest.mark.parametrize("quote", ["", "xx"])
def test_a_quote_of_another_length_is_refused(quote):
    with refused("characters quoted"):
        replace(WORDS, quote=quote)


@pytest.mark.parametrize(("low", "high"), [(None, None), ("2", "1"), ("NaN", None), (None, "Infinity")])
def test_a_quantity_needs_bounds_that_are_numbers_in_order(low, high):
    with refused("bound"):
        Quantity(evidence=WORDS, low=low and Decimal(low), high=high and Decimal(high), unit="person")


def test_days_end_after_they_start():
    with refused("before it starts"):
        TimeSpan(start=date(2024, 3, 1), end=date(2024, 3, 1))


def test_a_text_that_is_not_nfc_is_refused():
    with refused("NFC"):
        replace(PLAIN, text="e\u0301")


def test_line_ends_of_both_kinds_are_kept():
    assert replace(PLAIN, text="a\r\nb\nc").evidence(0, 4).quote == "a\r\nb"


def test_offsets_count_code_points():
    assert replace(PLAIN, text="🚀🚀Rusia").evidence(2, 7).quote == "Rusia"


def test_a_digest_of_another_form_is_refused():
    with refused("SHA-256"):
        replace(PLAIN, sha256="F" * 64)


def test_a_title_that_does_not_stand_in_the_text_is_refused():
    with refused("does not stand"):
        replace(PLAIN, title=Found(value="x", how="text", span=Span(start=0, end=5), quote="Rusia"))


def test_zones_may_not_overlap():
    one, other = (Zone(span=Span(start=start, end=start + 3), kind=ZoneKind.TITLE) for start in (0, 2))
    with refused("misplaced"):
        replace(PLAIN, zones=(one, other))


def test_a_fact_found_in_the_text_needs_its_words():
    with refused("exactly when found in the text"):
        Found(value="x", how="text")


def test_a_word_outside_its_sentence_is_refused():
    with refused("outside itself"):
        Sentence(span=Span(start=0, end=2), words=(Span(start=1, end=3),))


@pytest.mark.parametrize("head", [-2, 1])
def test_a_token_hangs_on_a_token_of_its_own_parse(head):
    span = Span(start=0, end=5)
    with refused("head lies outside"):
        Parse(span=span, tokens=(Token(span=span, upos="X", feats="_", head=head, relation="dep"),))


def test_a_name_outside_its_sentence_is_refused():
    name = Name(span=Span(start=4, end=9), kind=NameKind.PLACE, score=0.9)
    with refused("name lies outside"):
        Parse(span=Span(start=0, end=5), tokens=(), names=(name,))


@pytest.mark.parametrize("score", [0.0, 1.1])
def test_the_score_of_a_name_is_a_probability(score):
    with refused("no probability"):
        Name(span=Span(start=0, end=1), kind=NameKind.PERSON, score=score)


def test_either_every_sentence_is_parsed_or_none():
    sentence = Sentence(span=Span(start=0, end=5), words=(Span(start=0, end=5),))
    parse = Parse(span=sentence.span, tokens=())
    with refused("some sentences only"):
        Reading(document=PLAIN, sentences=(sentence, sentence), parses=(parse,))


def test_a_document_is_not_derived_from_itself():
    with refused("itself"):
        Derivation(child="doc-1", parent="doc-1", kind=DerivationKind.COPY, share=1.0, reason="x")


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_lies_between_nothing_and_all(share):
    with refused("share"):
        Derivation(child="doc-1", parent="doc-2", kind=DerivationKind.COPY, share=share, reason="x")


@pytest.mark.parametrize(("key", "kind"), [("PRK", ActorKind.IGO), ("IGO:UN", ActorKind.STATE)])
def test_only_states_have_ids_without_a_prefix(key, kind):
    with refused("does not fit"):
        Actor(id=key, kind=kind, name_id="x", name_en="x")


def test_equal_amounts_give_equal_ids():
    forms = ("1000", "1E+3", "1000.0")
    assert len({content_id("x", Decimal(form)) for form in forms}) == 1
    assert content_id("x", Decimal(0)) == content_id("x", Decimal("-0"))


def test_a_part_moved_to_its_neighbour_gives_another_id():
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc")
    assert content_id("x", ("a",), "b") != content_id("x", "a", ("b",))
    assert content_id("x", None) != content_id("x", "") != content_id("x", ())
    assert content_id("x", "1") != content_id("x", 1)


def test_ids_stay_as_they_are_from_version_to_version():
    assert content_id("x", "é🚀", 1, None, (True, date(2024, 2, 29)), Decimal("6000")) == "x-302daf81752ef1c6"


def test_nothing_without_a_plain_form_gets_an_id():
    with pytest.raises(TypeError, match="no content id for a list"):
        content_id("x", ["a"])


def test_a_date_that_is_none_is_refused():
    with refused("is no date"):
        replace(PLAIN, published=Found(value="kemarin", how="given"))


def test_an_undated_document_has_no_day():
    assert PLAIN.day is None
    assert replace(PLAIN, published=Found(value="2024-02-29T23:30+07:00", how="given")).day == date(2024, 2, 29)


def test_a_moment_keeps_its_zone_in_its_id():
    assert content_id("x", datetime.fromisoformat("2024-01-01T00:00+07:00")) != content_id(
        "x", datetime.fromisoformat("2024-01-01T00:00+00:00")
    )


@pytest.mark.parametrize("field", ["name", "text"])
def test_half_a_surrogate_pair_is_refused(field):
    with refused("surrogate"):
        replace(PLAIN, **{field: "a\ud800"})


def test_a_fact_with_half_a_surrogate_pair_is_refused():
    with refused("surrogate"):
        Found(value="\udc00", how="metadata")
