"""The codec: records to bytes and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from account_strategies import of_each_type
from neraca.codec.json import decode, encode
from neraca.errors import NeracaError
from neraca.records import RECORD_TYPES, Claim, Evidence, Quantity, Reason, Span


def test_there_is_a_strategy_for_every_record():
    assert set(of_each_type()) == set(RECORD_TYPES)


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.__name__)
def test_a_record_survives_the_codec_with_the_same_id(kind):
    @strategies.GENTLE
    @given(of_each_type()[kind])
    def survives(record):
        again = decode(encode(record), kind)
        assert again == record
        assert getattr(again, "id", None) == getattr(record, "id", None)
        assert encode(again) == encode(record)

    survives()


@strategies.GENTLE
@given(strategies.claims(), st.data())
def test_a_damaged_claim_is_refused_or_another_claim(claim, data):
    body = bytearray(encode(claim))
    place = data.draw(st.integers(0, len(body) - 1))
    body[place] ^= data.draw(st.integers(1, 255))
    try:
        other = decode(bytes(body), Claim)
    except NeracaError as error:
        assert error.code in ("N401", "N402")
    else:
        assert isinstance(other, Claim)


def quantity(low):
    return Quantity(
        evidence=Evidence(document="doc-1", span=Span(start=0, end=1), quote="x"), low=low, high=None, unit="x"
    )


@pytest.mark.parametrize("form", ["1000", "1E+3", "1000.0", "1000.000"])
def test_equal_amounts_have_equal_bytes(form):
    assert encode(quantity(Decimal(form))) == encode(quantity(Decimal(1000)))
    assert b'"low":"1000"' in encode(quantity(Decimal(form)))


@pytest.mark.parametrize("form", ["0", "-0", "0.00", "0E+2"])
def test_zero_has_one_form(form):
    assert b'"low":"0"' in encode(quantity(Decimal(form)))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"start":0}',
        b'{"start":"0","end":1}',
        b'{"start":0,"end":1.5}',
        b"\xff",
        b"[" * 9000,
    ],
)
def test_bytes_that_are_no_record_are_refused(body):
    with pytest.raises(NeracaError, match=r"N402.*not a Span"):
        decode(body, Span)


def test_a_record_that_may_not_exist_is_refused_in_its_own_words():
    with pytest.raises(NeracaError, match=r"N401.*Span: \[3, 3\) is no range"):
        decode(b'{"start":3,"end":3}', Span)


def test_a_record_deep_inside_another_is_refused_in_its_own_words():
    with pytest.raises(NeracaError, match=r"N401.*Span"):
        decode(b'{"document":"doc-1","span":{"start":3,"end":1},"quote":"x"}', Evidence)


def test_an_amount_that_is_no_number_is_refused():
    body = encode(quantity(Decimal(1000))).replace(b'"1000"', b'"NaN"')
    with pytest.raises(NeracaError, match=r"N401.*no number"):
        decode(body, Quantity)


def test_half_a_surrogate_pair_is_refused_in_our_words():
    broken = Reason(field="event", rule="a\ud800")
    with pytest.raises(NeracaError, match=r"N402.*surrogate"):
        encode(broken)


def test_text_is_written_as_it_is():
    assert "🚀 é".encode() in encode(Evidence(document="doc-1", span=Span(start=0, end=3), quote="🚀 é"))
