"""Hypothesis strategies for documents and what is read in them, shared by the tests of all layers.

A strategy that takes a document draws what stands in it; without one it draws the document too.
"""

import unicodedata
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from neraca.records import (
    Act,
    Argument,
    ArgumentRole,
    Attribution,
    Certainty,
    Claim,
    Counting,
    Document,
    Evidence,
    Finding,
    Found,
    Issue,
    Item,
    Link,
    LinkType,
    Mention,
    MentionForm,
    Name,
    NameKind,
    Parse,
    Purpose,
    Quantity,
    Quotation,
    Reading,
    Reason,
    Sentence,
    SentenceKind,
    Span,
    Stage,
    Stance,
    TimeSpan,
    Token,
    VoiceKind,
    When,
    Zone,
    ZoneKind,
)

T = TypeVar("T")

# Records of several parts take long to draw on a busy machine; that is no fault of what is tested.
GENTLE = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])

# What texts are made of: words, line ends of both kinds, marks that compose and marks that do not, letters that
# decompose, Hangul by letter and by syllable, characters behind the basic plane, quotation marks.
_PIECES = (
    *("Korea Utara", "mengirim", "6.000", "pasukan", " ", " ", "\n", "\r\n", ".", "“", "”", "'", '"', "\\", "\x00"),
    *("e\u0301", "\u0301", "\u0327", "x\u0304", "Å", "\u212b", "\u1100", "\u1161", "\u11a8", "\uac00", "\uac01"),
    *("\U0001f680", "\U0001d49c", "\U0001d157", "\U0002f800", "\u0f73", "\u0344", "\u09c7", "\u09be", "ß", "İ"),
)


def raw_texts(min_size: int = 0) -> st.SearchStrategy[str]:
    """Texts in no normal form."""
    pieces = st.one_of(st.sampled_from(_PIECES), st.characters(exclude_categories=["Cs"]))
    return st.lists(pieces, min_size=min_size, max_size=30).map("".join)


def texts() -> st.SearchStrategy[str]:
    """Texts in NFC, not empty."""
    return raw_texts(min_size=1).map(lambda text: unicodedata.normalize("NFC", text))


def words() -> st.SearchStrategy[str]:
    """Short texts for fields that may not be empty."""
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


def days() -> st.SearchStrategy[date]:
    return st.dates(date(2014, 1, 1), date(2027, 12, 31))


def moments() -> st.SearchStrategy[datetime]:
    """Times with an offset of whole minutes."""
    zones = st.sampled_from((-300, 0, 330, 420, 540)).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    return st.datetimes(datetime(2014, 1, 1), datetime(2027, 12, 31), timezones=zones)  # noqa: DTZ001


def shares() -> st.SearchStrategy[float]:
    return st.floats(0, 1)


def keys(prefix: str) -> st.SearchStrategy[str]:
    """Content ids."""
    return st.integers(0, 2**64 - 1).map(lambda number: f"{prefix}-{number:016x}")


def actor_ids() -> st.SearchStrategy[str]:
    return st.sampled_from(("PRK", "RUS", "KOR", "USA", "IDN", "IGO:UN", "GRP:WEST"))


def some(strategy: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def optional(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A span of a text."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start=start, end=draw(st.integers(start + 1, len(text))))


@st.composite
def zones(draw: st.DrawFn, text: str) -> tuple[Zone, ...]:
    """Zones of a text, sorted and apart."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return tuple(Zone(span=Span(start=a, end=b), kind=draw(st.sampled_from(ZoneKind))) for a, b in pairs)


@st.composite
def found(draw: st.DrawFn, text: str, values: st.SearchStrategy[str]) -> Found:
    """A fact about a document, found in its text or elsewhere."""
    if draw(st.booleans()):
        return Found(value=draw(values), how=draw(st.sampled_from(("given", "metadata"))))
    span = draw(spans(text))
    return Found(value=draw(values), how="text", span=span, quote=text[span.start : span.end])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(texts())
    dates = days().map(date.isoformat) | moments().map(lambda moment: moment.isoformat(timespec="minutes"))
    return Document(
        name=draw(words()),
        part=draw(st.sampled_from(("", "1", "2"))),
        sha256=draw(st.sampled_from("0123456789abcdef")) * 64,
        media_type="text/plain",
        language=draw(st.sampled_from(("id", "en", "und"))),
        text=text,
        title=draw(optional(found(text, words()))),
        outlet=draw(optional(found(text, words()))),
        author=draw(optional(found(text, words()))),
        published=draw(optional(found(text, dates))),
        url=draw(optional(found(text, words()))),
        zones=draw(zones(text)),
    )


@st.composite
def evidence(draw: st.DrawFn, document: Document | None = None) -> Evidence:
    document = document or draw(documents())
    span = draw(spans(document.text))
    return document.evidence(span.start, span.end)


@st.composite
def mentions(draw: st.DrawFn, document: Document | None = None) -> Mention:
    return Mention(
        evidence=draw(evidence(document)),
        actor=draw(actor_ids()),
        form=draw(st.sampled_from(MentionForm)),
        person=draw(st.just("") | words()),
    )


@st.composite
def quantities(draw: st.DrawFn, document: Document | None = None) -> Quantity:
    amounts = st.decimals(0, 10**12, allow_nan=False) | st.sampled_from(
        (Decimal("1E+3"), Decimal("0.10"), Decimal("-0"))
    )
    low, high = sorted(draw(st.tuples(amounts, amounts)))
    return Quantity(
        evidence=draw(evidence(document)),
        low=low,
        high=draw(optional(st.just(high))),
        unit=draw(st.sampled_from(("person", "round", "USD"))),
        approx=draw(st.booleans()),
        counting=draw(st.sampled_from(Counting)),
    )


@st.composite
def time_spans(draw: st.DrawFn) -> TimeSpan:
    start, length = draw(days()), draw(st.integers(1, 400))
    end = start + timedelta(days=length)
    return TimeSpan(start=draw(optional(st.just(start))), end=draw(optional(st.just(end))))


@st.composite
def whens(draw: st.DrawFn, document: Document | None = None) -> When:
    return When(evidence=draw(evidence(document)), span=draw(optional(time_spans())))


@st.composite
def items(draw: st.DrawFn, document: Document | None = None) -> Item:
    return Item(evidence=draw(evidence(document)), item_class=draw(st.sampled_from(("arms", "troops", "food"))))


@st.composite
def attributions(draw: st.DrawFn, document: Document | None = None) -> Attribution:
    return Attribution(
        evidence=draw(evidence(document)),
        who=draw(some(actor_ids())),
        kind=draw(st.sampled_from(VoiceKind)),
        stance=draw(st.sampled_from(Stance)),
    )


def links() -> st.SearchStrategy[Link]:
    return st.builds(Link, type=st.sampled_from(LinkType), to=keys("claim"))


def purposes(document: Document | None = None) -> st.SearchStrategy[Purpose]:
    return st.builds(Purpose, cue=evidence(document), evidence=evidence(document))


def reasons() -> st.SearchStrategy[Reason]:
    return st.builds(Reason, field=st.sampled_from(("event", "stage")), rule=words())


@st.composite
def claims(draw: st.DrawFn, document: Document | None = None) -> Claim:
    """A claim with everything but links, which need other claims."""
    document = document or draw(documents())
    span = draw(spans(document.text))
    trigger = draw(spans(document.text[span.start : span.end]))
    return Claim(
        evidence=document.evidence(span.start, span.end),
        trigger=document.evidence(span.start + trigger.start, span.start + trigger.end),
        event=draw(st.sampled_from(("AID", "CONSULT", "ACCUSE"))),
        stage=draw(st.sampled_from(Stage)),
        negated=draw(st.booleans()),
        certainty=draw(st.sampled_from(Certainty)),
        actors=draw(some(mentions(document))),
        recipients=draw(some(mentions(document), most=1)),
        items=draw(some(items(document), most=1)),
        quantities=draw(some(quantities(document), most=1)),
        when=draw(optional(whens(document))),
        places=draw(some(evidence(document), most=1)),
        attributions=draw(some(attributions(document), most=1)),
        optional=draw(st.booleans()),
        reasons=draw(some(reasons())),
        purposes=draw(some(purposes(document), most=1)),
    )


@st.composite
def issues(draw: st.DrawFn, document: Document | None = None) -> Issue:
    """An issue; with a document, mostly about words in it."""
    return Issue(
        code=draw(st.sampled_from(("N303", "time", "actor"))),
        where=document.label if document else draw(words()),
        message=draw(words()),
        why=draw(words()),
        fix=draw(words()),
        evidence=draw(optional(evidence(document))) if document else None,
    )


@st.composite
def findings(draw: st.DrawFn, document: Document | None = None) -> Finding:
    return Finding(
        evidence=draw(evidence(document)),
        kind=draw(words()),
        message=draw(words()),
        settle=draw(words()),
        values=tuple(draw(st.lists(st.tuples(words(), words()), max_size=2))),
    )


@st.composite
def sentences(draw: st.DrawFn, document: Document | None = None) -> Sentence:
    text = (document or draw(documents())).text
    span = draw(spans(text))
    inner = draw(spans(text[span.start : span.end]))
    word = Span(start=span.start + inner.start, end=span.start + inner.end)
    return Sentence(
        span=span, words=(word,), kind=draw(st.sampled_from(SentenceKind)), paragraph=draw(st.integers(0, 9))
    )


@st.composite
def parses(draw: st.DrawFn, sentence: Sentence | None = None) -> Parse:
    """A parse of two tokens at most; the second hangs on the first."""
    sentence = sentence or draw(sentences())
    word = sentence.words[0]
    token = Token(span=word, upos="NOUN", feats="_", head=-1, relation="root")
    other = Token(span=word, upos="ADJ", feats="Degree=Pos", head=0, relation="amod")
    name = Name(span=word, kind=draw(st.sampled_from(NameKind)), score=draw(st.sampled_from([0.01, 0.5, 1.0])))
    argument = Argument(span=word, role=draw(st.sampled_from(ArgumentRole)), score=0.5)
    act = Act(
        span=word,
        types=(("AID", 0.75), ("SUPPORT", 0.25)),
        stage=(draw(st.sampled_from(Stage)), 0.5),
        negated=0.0,
        hedged=1.0,
        arguments=(argument,),
    )
    return Parse(
        span=sentence.span,
        tokens=(token, other) if draw(st.booleans()) else (token,),
        names=(name,) if draw(st.booleans()) else (),
        acts=(act,) if draw(st.booleans()) else (),
        meaning=draw(st.binary(max_size=4)),
    )


@st.composite
def quotations(draw: st.DrawFn, document: Document | None = None) -> Quotation:
    sentence = draw(sentences(document))
    return Quotation(span=sentence.span, inner=sentence.words[0], closed=draw(st.booleans()))


@st.composite
def readings(draw: st.DrawFn, document: Document | None = None) -> Reading:
    """A document and what was read in it; the last claim may be tied to the first."""
    document = document or draw(documents())
    read = draw(st.lists(claims(document), max_size=3, unique_by=lambda claim: claim.id))
    if len(read) > 1 and draw(st.booleans()):
        tie = Link(type=draw(st.sampled_from(LinkType)), to=read[0].id)
        read[-1] = Claim(**{name: getattr(read[-1], name) for name in Claim.__slots__} | {"links": (tie,)})
    read_sentences = draw(some(sentences(document), most=1))
    parsed = read_sentences if draw(st.booleans()) else ()
    return Reading(
        document=document,
        sentences=read_sentences,
        parses=tuple(draw(parses(sentence)) for sentence in parsed),
        quotations=draw(some(quotations(document), most=1)),
        mentions=draw(some(mentions(document))),
        times=draw(some(whens(document), most=1)),
        quantities=draw(some(quantities(document), most=1)),
        claims=tuple(read),
        issues=draw(some(issues(document), most=1)),
        findings=draw(some(findings(document), most=1)),
    )
