"""Make a store as crowded as years of news: documents and their claims, put in without being read, and say what it is.

python bench/crowd.py FOLDER [--claims 100000] [--seed 7] [--measure]

Forty parties, a few pairs of them busy; about seven claims a document, in Indonesian and in English, over three years;
one document in seven is a copy of an earlier one. What is told happens first, and documents tell of it later, so that
events have several reports. All words are invented here, and every quote stands in its text. The same number and seed
make the same store. `--measure` then builds the views of it (bench/crowd_views.py). Prints JSON objects, one a line.
"""

from __future__ import annotations

import argparse
import bisect
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import crowd_words as say
from crowd_views import measure_views

from neraca.packs.catalogue import load_packs
from neraca.records import (
    MUTUAL_TYPES,
    Attribution,
    Certainty,
    Claim,
    Document,
    Evidence,
    Found,
    Item,
    Link,
    LinkType,
    Mention,
    MentionForm,
    Quantity,
    Reading,
    Span,
    Stage,
    Stance,
    TimeSpan,
    VoiceKind,
    When,
    Zone,
    ZoneKind,
)
from neraca.store import Store

FIRST, DAYS = date(2023, 1, 1), 1096
AT = datetime(2026, 1, 1, tzinfo=UTC)
CLAIMS_EACH, TOLD_EACH, COPIED = 7, 5, 0.15
BUSY = 0.45  # of what happens is between the busy pairs
BLOCK = 500  # documents of one transaction

STAGES = [Stage.OCCURRED] * 11 + [Stage.ONGOING] * 3 + [Stage.PLANNED] * 2
STAGES += [Stage.PREDICTED, Stage.PREDICTED, Stage.HYPOTHETICAL, Stage.URGED]
KINDS = [VoiceKind.GOVERNMENT] * 5 + [VoiceKind.OFFICIAL] * 3 + [VoiceKind.INTELLIGENCE, VoiceKind.MILITARY]
STANCES = [Stance.ASSERTS] * 20 + [Stance.DENIES] * 3 + [Stance.DOUBTS, Stance.DECLINES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What several documents tell of."""

    day: date
    event: str
    stage: Stage
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    item: say.Thing | None
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words, each with its part in the claim ("" where it has none), and what the claim says."""

    parts: tuple[tuple[str, str], ...]
    told: Happening | None = None
    negated: bool = False
    hedged: bool = False
    amount: int | None = None
    when: TimeSpan | None = None
    who: str | None = None
    kind: VoiceKind = VoiceKind.OTHER
    stance: Stance = Stance.ASSERTS
    link: LinkType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a document is made from."""

    name: str
    language: str
    outlet: str
    day: date
    sentences: tuple[Sentence, ...]


def made_readings(claims: int, *, seed: int = 7) -> Iterator[Reading]:
    """Documents with claims, `claims` of these in all, by their day."""
    chance = random.Random(seed)
    told = _happenings(chance, max(40, claims // TOLD_EACH))
    days = [one.day for one in told]
    names = {code: {actor: load_packs().actors.name_of(actor, code) for actor in say.ACTORS} for code in say.TONGUES}
    count, left, recent = max(1, claims // CLAIMS_EACH), claims, list[Article]()
    at = 0
    while left > 0:
        day = FIRST + timedelta(days=min(DAYS - 1, at * DAYS // count))
        if recent and chance.random() < COPIED:
            article = _copy(chance, chance.choice(recent), at=at, day=day)
        else:
            article = _article(chance, told, days, names, at=at, day=day)
            recent = [*recent[-60:], article]
        reading = read_off(article, most=left)
        left -= len(reading.claims)
        at += 1
        yield reading


def _happenings(chance: random.Random, count: int) -> list[Happening]:
    found = []
    weights = [1 / (rank + 3) for rank in range(len(say.ACTORS))]
    for _ in range(count):
        pair = list(chance.choice(say.BUSY)) if chance.random() < BUSY else chance.choices(say.ACTORS, weights, k=2)
        if pair[0] == pair[1]:
            pair[1] = chance.choice([one for one in say.ACTORS if one != pair[0]])
        chance.shuffle(pair)
        event = chance.choice(say.EVENTS)
        mutual = event in MUTUAL_TYPES
        item = chance.choice(say.THINGS) if event in say.WITH_ITEMS and chance.random() < 0.8 else None
        found.append(
            Happening(
                day=FIRST + timedelta(days=chance.randrange(-30, DAYS)),
                event=event,
                stage=chance.choice(STAGES),
                actors=tuple(pair) if mutual else (pair[0],),
                recipients=() if mutual or chance.random() < 0.1 else (pair[1],),
                item=item,
                amount=chance.choice((1, 2, 3, 5, 6, 8, 11, 12)) * 10 ** chance.randint(1, 4),
            )
        )
    return sorted(found, key=lambda one: one.day)


def _article(
    chance: random.Random,
    told: Sequence[Happening],
    days: Sequence[date],
    names: dict[str, dict[str, str]],
    *,
    at: int,
    day: date,
) -> Article:
    language = "id" if chance.random() < 0.6 else "en"
    outlet = chance.choice(say.OUTLETS[language])
    first, last = bisect.bisect_left(days, day - timedelta(days=10)), bisect.bisect_right(days, day)
    fresh = told[max(0, first) : last] or told[:10]
    written = [_filler(chance, language)]
    for _ in range(chance.randint(CLAIMS_EACH - 3, CLAIMS_EACH + 3)):
        # Some of the days' news is on everybody's lips.
        one = fresh[int(len(fresh) * chance.random() ** 2)] if chance.random() < 0.85 else chance.choice(told[:last])
        written.append(_sentence(chance, one, names[language], language=language, day=day))
        if chance.random() < 0.8:
            written.append(_filler(chance, language))
    name = f"{day:%Y/%m}/{outlet.lower().replace(' ', '-')}-{at:06}.txt"
    return Article(name=name, language=language, outlet=outlet, day=day, sentences=tuple(written))


def _copy(chance: random.Random, original: Article, *, at: int, day: date) -> Article:
    """Another outlet prints it, some of the time without its last sentence."""
    outlet = chance.choice([one for one in say.OUTLETS[original.language] if one != original.outlet])
    kept = original.sentences[: -1 if chance.random() < 0.5 else None]
    name = f"{day:%Y/%m}/{outlet.lower().replace(' ', '-')}-{at:06}.txt"
    return replace(original, name=name, outlet=outlet, day=day, sentences=kept or original.sentences)


def _filler(chance: random.Random, language: str) -> Sentence:
    return Sentence(parts=((say.filler(chance, language), ""),))


def _sentence(chance: random.Random, told: Happening, names: dict[str, str], *, language: str, day: date) -> Sentence:
    tongue = say.TONGUES[language]
    who, kind, stance = _voice(chance, told) if chance.random() < 0.6 else (None, VoiceKind.OTHER, Stance.ASSERTS)
    parts: list[tuple[str, str]] = []
    if who is not None:
        voice = f"{tongue.voices[kind.value]} {names[who]}" if who else tongue.voices[kind.value]
        parts += [(voice, "voice"), (tongue.stances[stance.value], "")]
    link = chance.choice((LinkType.REACTION_TO, LinkType.IN_RETURN_FOR)) if chance.random() < 0.08 else None
    if link is not None:
        parts.append((tongue.links[link.value], "cue"))
    negated, hedged = chance.random() < 0.03, chance.random() < 0.12
    parts += _doing(chance, told, names, tongue, small=tongue.not_ if negated else tongue.perhaps if hedged else "")
    amount = None
    if told.item is not None:
        if chance.random() < 0.6:
            amount = told.amount if chance.random() < 0.75 else told.amount * chance.choice((2, 3)) // 2
            parts.append((tongue.number(amount), "quantity"))
        parts.append((told.item.words[language], "item"))
    for other in told.recipients:
        parts += [(tongue.towards[told.event], ""), (names[other], "recipient")]
    when = None
    if chance.random() < 0.45:
        exact = chance.random() < 0.7
        when, words = say.time_of(told.day, tongue, exact=exact)
        parts += [(words, "when")]
    if chance.random() < 0.25:
        parts += [(tongue.at, ""), (chance.choice(say.PLACES), "place")]
    parts.append((say.tail(chance, language), ""))
    return Sentence(
        parts=tuple((words, mark) for words, mark in parts if words),
        told=told,
        negated=negated,
        hedged=hedged and not negated,
        amount=amount,
        when=when,
        who=who,
        kind=kind,
        stance=stance,
        link=link,
    )


def _voice(chance: random.Random, told: Happening) -> tuple[str, VoiceKind, Stance]:
    if chance.random() < 0.2:
        return "", VoiceKind.ANONYMOUS, Stance.ASSERTS
    who = chance.choice((*told.actors, *told.recipients, chance.choice(say.ACTORS)))
    return who, chance.choice(KINDS), chance.choice(STANCES)


def _doing(
    chance: random.Random, told: Happening, names: dict[str, str], tongue: say.Tongue, *, small: str
) -> Iterator[tuple[str, str]]:
    """Who does it, and the words that name the act."""
    yield names[told.actors[0]], "actor"
    for other in told.actors[1:]:
        yield from ((tongue.and_, ""), (names[other], "actor"))
    yield small, ""
    yield f"{tongue.stages[told.stage.value]} {chance.choice(tongue.acts[told.event])}", "trigger"


def read_off(article: Article, *, most: int) -> Reading:
    """The article's text and its claims, as far as `most` of them."""
    title = say.title(random.Random(article.sentences[0].parts[0][0]), article.language)
    pieces, at = [title, "\n\n"], len(title) + 2
    marked: list[tuple[Sentence, list[tuple[str, int, int]]]] = []
    for sentence in article.sentences:
        marks = []
        for place, (words, mark) in enumerate(sentence.parts):
            shown = (words[0].upper() + words[1:]) if place == 0 else words
            if place:
                pieces.append(" ")
                at += 1
            marks.append((mark, at, at + len(shown)))
            pieces.append(shown)
            at += len(shown)
        marked.append((sentence, marks))
        gap = ".\n\n" if len(marked) % 3 == 0 else ". "
        pieces.append(gap)
        at += len(gap)
    text = "".join(pieces).rstrip() + "\n"
    document = Document(
        name=article.name,
        sha256=sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        language=article.language,
        text=text,
        title=Found(value=title, how="text", span=Span(start=0, end=len(title)), quote=title),
        outlet=Found(value=article.outlet, how="given"),
        published=Found(value=article.day.isoformat(), how="given"),
        zones=(Zone(span=Span(start=0, end=len(title)), kind=ZoneKind.TITLE),),
    )
    claims: list[Claim] = []
    for sentence, marks in marked:
        if sentence.told is not None and len(claims) < most:
            claims.append(_claim(document, sentence, marks, before=claims[-1] if claims else None))
    return Reading(document=document, claims=tuple(claims))


def _claim(document: Document, sentence: Sentence, marks: list[tuple[str, int, int]], *, before: Claim | None) -> Claim:
    told = sentence.told
    assert told is not None
    found: dict[str, list[Evidence]] = {}
    for mark, start, end in marks:
        if mark:
            found.setdefault(mark, []).append(document.evidence(start, end))
    inner = [one.span for mark, listed in found.items() if mark not in ("voice", "cue") for one in listed]
    links: tuple[Link, ...] = ()
    if sentence.link is not None and before is not None:
        links = (Link(type=sentence.link, to=before.id, cue=found["cue"][0]),)

    def named(mark: str, actors: Sequence[str]) -> tuple[Mention, ...]:
        listed = zip(found.get(mark, ()), actors, strict=True)
        return tuple(Mention(evidence=one, actor=actor, form=MentionForm.NAME) for one, actor in listed)

    return Claim(
        evidence=document.evidence(min(one.start for one in inner), max(one.end for one in inner)),
        trigger=found["trigger"][0],
        event=told.event,
        stage=told.stage,
        negated=sentence.negated,
        certainty=Certainty.HEDGED if sentence.hedged else Certainty.PLAIN,
        actors=named("actor", told.actors),
        recipients=named("recipient", told.recipients),
        items=tuple(Item(evidence=one, item_class=told.item.item_class) for one in found.get("item", ()) if told.item),
        quantities=tuple(
            Quantity(evidence=one, low=say.exact(sentence.amount), high=say.exact(sentence.amount), unit=told.item.unit)
            for one in found.get("quantity", ())
            if told.item and sentence.amount is not None
        ),
        when=When(evidence=found["when"][0], span=sentence.when) if "when" in found else None,
        places=tuple(found.get("place", ())),
        attributions=tuple(
            Attribution(
                evidence=one,
                who=(sentence.who,) if sentence.who else (),
                kind=sentence.kind,
                stance=sentence.stance,
            )
            for one in found.get("voice", ())
        ),
        links=links,
    )


def fill(store: Store, claims: int, *, seed: int) -> dict[str, int]:
    """Put a crowd into a store."""
    made = {"documents": 0, "claims": 0, "characters": 0}
    readings = made_readings(claims, seed=seed)
    while block := [one for _, one in zip(range(BLOCK), readings, strict=False)]:
        with store.writing() as writer:
            for reading in block:
                writer.put_original(reading.document.text.encode(), "text/plain")
                writer.put_reading(reading, AT)
                made["documents"] += 1
                made["claims"] += len(reading.claims)
                made["characters"] += len(reading.document.text)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="of the store; made where it is not there")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--measure", action="store_true", help="build the views of it")
    options = parser.parse_args()
    began = time.perf_counter()
    with Store.create(options.folder) as store:
        made = fill(store, options.claims, seed=options.seed)
    print(json.dumps({"measure": "crowd", **made, "seconds": round(time.perf_counter() - began, 1)}), flush=True)
    if options.measure:
        measure_views(options.folder)


if __name__ == "__main__":
    main()
