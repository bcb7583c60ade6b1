"""Finds persons given an office outside their term: "Menteri Luar Negeri AS, Antony Blinken" in July 2025."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from neraca.packs.actors import ActorBook
from neraca.packs.names import Atom, atoms_of, stands_at
from neraca.packs.offices import OfficeBook, OfficeTitle
from neraca.records import (
    Document,
    Evidence,
    Finding,
    Mention,
    MentionForm,
    Office,
    Reading,
    Sentence,
    TimeSpan,
    ZoneKind,
)
from neraca.records.days import day_after, whole_day
from neraca.text.words import word_ranges

OUT_OF_TERM = "office_out_of_term"

# Texts written, or offices handed over, within a few days of a change are no mistake.
_GRACE = timedelta(days=7)
# How many sentences back a time may still be the one that the text speaks of.
_TIME_REACH = 6
# An undated text is judged only by times as narrow as a month in the sentence itself.
_NARROW = timedelta(days=31)
_BEFORE_REACH = 40
_SMALL = frozenset({"the", "of", "dari"})
_PARTY_FORMS = frozenset({MentionForm.NAME, MentionForm.DEMONYM, MentionForm.PLACE, MentionForm.AGENCY})
_UNREAD = frozenset({ZoneKind.CAPTION, ZoneKind.NAVIGATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claimed:
    """A person, the words that give an office, and the person's terms in it."""

    person: str
    evidence: Evidence
    title: OfficeTitle
    terms: tuple[Office, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What stands beside a person's name: a title, the party it belongs to, and the word behind them."""

    title: OfficeTitle
    party: str
    after: int


def find_office_errors(reading: Reading, *, actors: ActorBook, offices: OfficeBook) -> tuple[Finding, ...]:
    """Persons whom the document gives an office that they did not hold, each once.

    The person must have held the office at other times, and somebody else be known to have held it on the day of
    publication and on the day that the sentence speaks of. Where the data is silent, there is no finding.

    Args:
        reading: Of a document in a language that has titles.
        actors: Names of parties, and up to which day the data reaches.
        offices: Titles and terms.
    """
    if reading.document.language not in offices.titles:
        return ()
    found: dict[tuple[str, frozenset[str]], Finding] = {}
    for mention in reading.mentions:
        claimed = _claimed_office(mention, reading=reading, actors=actors, offices=offices)
        if claimed is None or (claimed.person, claimed.title.offices) in found:
            continue
        finding = _judge(claimed, reading=reading, actors=actors, offices=offices)
        if finding is not None:
            found[claimed.person, claimed.title.offices] = finding
    return tuple(found.values())


def _claimed_office(mention: Mention, *, reading: Reading, actors: ActorBook, offices: OfficeBook) -> _Claimed | None:
    document = reading.document
    if mention.form is not MentionForm.PERSON or mention.person not in offices.of_person:
        return None
    if any(zone.kind in _UNREAD and zone.span.meets(mention.evidence.span) for zone in document.zones):
        return None
    # What somebody is called in a quotation is the speaker's choice, often a courtesy (President Obama, years later).
    if any(mention.evidence.span.within(quotation.span) for quotation in reading.quotations):
        return None
    found = _title_before(mention, document=document, actors=actors, offices=offices)
    found = found or _title_behind(mention, document=document, actors=actors, offices=offices)
    if found is None:
        return None
    head, evidence = found
    terms = tuple(
        term
        for term in offices.of_person[mention.person]
        if offices.plain_office(term.office) in head.title.offices
        and (not head.party or term.actor == head.party)
        and (not head.title.only or term.actor in head.title.only)
    )
    # With terms for two parties, a title without a party does not say which is meant.
    if len({term.actor for term in terms}) != 1:
        return None
    return _Claimed(person=mention.person, evidence=evidence, title=head.title, terms=terms)


def _title_before(
    mention: Mention, *, document: Document, actors: ActorBook, offices: OfficeBook
) -> tuple[_Head, Evidence] | None:
    quote = mention.evidence.quote
    atoms = atoms_of(quote, word_ranges(quote), folding=actors.folding)
    head = _read_head(quote, atoms, document=document, actors=actors, offices=offices)
    if head is None or head.after >= len(atoms):
        return None
    own = offices.person_words.get(mention.person, frozenset())
    return (head, mention.evidence) if all(atom.key in own for atom in atoms[head.after :]) else None


def _title_behind(
    mention: Mention, *, document: Document, actors: ActorBook, offices: OfficeBook
) -> tuple[_Head, Evidence] | None:
    """An office between commas behind the name: *Sergei Shoigu, the Russian defence minister, said*."""
    start, text = mention.evidence.span.end, document.text
    if not text.startswith(",", start):
        return None
    ahead = text[start + 1 : start + 1 + 2 * _BEFORE_REACH].partition("\n")[0]
    atoms = atoms_of(ahead, word_ranges(ahead), folding=actors.folding)
    head = _read_head(ahead, atoms, document=document, actors=actors, offices=offices)
    if head is None or head.after == 0:
        return None
    end = atoms[head.after - 1].end
    if ahead[end : end + 1] not in (",", ".", ")", ";"):
        return None
    return head, document.evidence(mention.evidence.span.start, start + 1 + end)


def _read_head(
    text: str, atoms: Sequence[Atom], *, document: Document, actors: ActorBook, offices: OfficeBook
) -> _Head | None:
    """The title and the party at the start of some words, in any order; None without a title."""
    title: OfficeTitle | None = None
    party, at = "", 0
    while at < len(atoms):
        named = _title_at(text, atoms, at, offices=offices, language=document.language) if title is None else None
        actor = _party_at(text, atoms, at, actors=actors, language=document.language)
        if named is not None:
            title, at = named, at + len(named.pattern.keys)
        elif actor is not None and party in ("", actor[0]):
            party, at = actor
        elif atoms[at].key in _SMALL:
            at += 1
        else:
            break
    return None if title is None else _Head(title=title, party=party, after=at)


def _title_at(text: str, atoms: Sequence[Atom], at: int, *, offices: OfficeBook, language: str) -> OfficeTitle | None:
    possible = offices.titles[language].get(atoms[at].key, ())
    return next((title for title in possible if stands_at(title.pattern, atoms, at, text=text)), None)


def _party_at(text: str, atoms: Sequence[Atom], at: int, *, actors: ActorBook, language: str) -> tuple[str, int] | None:
    for name in actors.names.get(atoms[at].key, ()):
        fits = name.form in _PARTY_FORMS and name.language in ("", language) and name.actor
        if fits and stands_at(name.pattern, atoms, at, text=text):
            return name.actor, at + len(name.pattern.keys)
    return None


def _judge(claimed: _Claimed, *, reading: Reading, actors: ActorBook, offices: OfficeBook) -> Finding | None:
    place = _sentence_of(claimed.evidence, reading.sentences)
    if place is None or _is_former(claimed, sentence=reading.sentences[place], document=reading.document, book=offices):
        return None
    spoken = _times_spoken_of(place, reading=reading)
    day = reading.document.day
    if spoken is None or (day is None and not _narrow_ones(spoken[0])):
        return None
    own, earlier = spoken
    spans = [*own, *earlier, *([] if day is None else [whole_day(day)])]
    if any(_may_hold(term, span, last=day) for term in claimed.terms for span in spans):
        return None
    narrow = _narrow_ones(own)
    days = [one for one in (narrow[-1] if narrow else None, day) if one is not None]
    if _began_earlier_perhaps(claimed, days=days, restarts=offices.restarts):
        return None
    holders = [_holder(claimed, one, actors=actors, offices=offices) for one in days]
    if not all(holders) or holders[0] is None:
        return None
    return _finding(claimed, holders[0], day=days[0], actors=actors)


def _sentence_of(evidence: Evidence, sentences: Sequence[Sentence]) -> int | None:
    return next((at for at, one in enumerate(sentences) if one.span.meets(evidence.span)), None)


def _is_former(claimed: _Claimed, *, sentence: Sentence, document: Document, book: OfficeBook) -> bool:
    start = claimed.evidence.span.start
    ahead = document.text[max(sentence.span.start, start - _BEFORE_REACH) : start]
    whole = document.words(sentence.span)
    language = document.language
    return (
        book.former_before[language].search(ahead) is not None or book.former_near[language].search(whole) is not None
    )


def _times_spoken_of(place: int, *, reading: Reading) -> tuple[list[TimeSpan], list[TimeSpan]] | None:
    """Times in the sentence, and where it has none those of the last sentence that has; None where one is unknown."""
    by_sentence = _times_by_sentence(reading)
    own = by_sentence.get(place, [])
    if any(span is None for span in own):
        return None
    earlier: list[TimeSpan | None] = []
    for at in range(place - 1, max(-1, place - 1 - _TIME_REACH), -1):
        earlier = by_sentence.get(at, [])
        if own or earlier:
            break
    known = [span for span in own if span is not None]
    return known, [] if known else [span for span in earlier if span is not None]


def _times_by_sentence(reading: Reading) -> Mapping[int, list[TimeSpan | None]]:
    found: dict[int, list[TimeSpan | None]] = {}
    at = 0
    for when in reading.times:
        while at < len(reading.sentences) and reading.sentences[at].span.end <= when.evidence.span.start:
            at += 1
        found.setdefault(at, []).append(when.span)
    return found


def _narrow_ones(spans: Sequence[TimeSpan]) -> list[date]:
    return [
        span.start
        for span in spans
        if span.start is not None and span.end is not None and span.end - span.start <= _NARROW
    ]


def _may_hold(term: Office, span: TimeSpan, *, last: date | None) -> bool:
    """Whether the term, or some days of grace around it, may share a day with the span; an open term goes on."""
    end = span.end
    if end is None and last is not None and span.start is not None and span.start <= last:
        end = day_after(last)
    own = TimeSpan(
        start=None if term.start is None else term.start - _GRACE, end=None if term.end is None else term.end + _GRACE
    )
    return own.meets(TimeSpan(start=span.start, end=end))


def _began_earlier_perhaps(claimed: _Claimed, *, days: Sequence[date], restarts: frozenset[str]) -> bool:
    """Whether the next term after one of the days may have begun earlier than its source says."""
    for day in days:
        later = [term for term in claimed.terms if term.start is not None and term.start > day]
        if later and later[0].source in restarts:
            return True
    return False


def _holder(claimed: _Claimed, day: date, *, actors: ActorBook, offices: OfficeBook) -> Office | None:
    """Who else is known to have held the office on the day; of several, who began last."""
    actor = claimed.terms[0].actor
    held = [
        term
        for term in offices.terms_in(actor, claimed.title.offices)
        if term.person != claimed.person
        and term.start is not None
        and term.start <= day
        and (day < term.end if term.end is not None else day <= actors.as_of[term.source])
    ]
    return held[-1] if held else None


def _finding(claimed: _Claimed, holder: Office, *, day: date, actors: ActorBook) -> Finding:
    person, terms = claimed.person, claimed.terms
    nearest = max((term for term in terms if term.end is not None and term.end <= day), key=_end, default=terms[0])
    party = actors.name_of(holder.actor, "en")
    until = "" if nearest.end is None else f" to {nearest.end}"
    since = f"from {nearest.start}" if nearest.start is not None else "at first"
    data = "; ".join(_sources((nearest, holder), actors))
    return Finding(
        evidence=claimed.evidence,
        kind=OUT_OF_TERM,
        message=(
            f"On {day} {person} was not {nearest.office} of {party}: {person} held the office {since}{until}; "
            f"{holder.person} ({holder.office}) has held it since {holder.start} ({data})."
        ),
        settle=(
            f"Whose words or acts are these: {holder.person}'s, who held the office, or {person}'s, and in which role? "
            "The statement or record itself, or its date if it is an older one, would settle it."
        ),
        values=(
            ("day", str(day)),
            ("person", person),
            ("span", f"{nearest.start or ''}/{nearest.end or ''}"),
            ("holder", holder.person),
            ("day_holder", str(holder.start)),
            ("source", "; ".join(_dated((nearest, holder), actors))),
        ),
    )


def _end(term: Office) -> date:
    return term.end or date.max


def _sources(terms: Sequence[Office], actors: ActorBook) -> Iterator[str]:
    for source in dict.fromkeys(term.source for term in terms):
        yield f"source: {source}, as of {actors.as_of[source]}"


def _dated(terms: Sequence[Office], actors: ActorBook) -> Iterator[str]:
    for source in dict.fromkeys(term.source for term in terms):
        yield f"{source}, {actors.as_of[source]}"
