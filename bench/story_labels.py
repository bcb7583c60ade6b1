"""Our own stories with the event of every act (training/linking), and the events of the claims read in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from neraca.packs.catalogue import load_packs
from neraca.pipeline import analyse
from neraca.records import Claim, Document, Found, Meanings

STORIES = Path(__file__).parents[1] / "training" / "linking"


@dataclass(frozen=True, slots=True)
class LabelledAct:
    """Words `[start, end)` of a text that name an act, and the event they tell."""

    start: int
    end: int
    event: str


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article of a story, and the id of the article that it repeats, if any."""

    document: Document
    story: str
    acts: tuple[LabelledAct, ...]
    parent: str


@dataclass(frozen=True, slots=True)
class LabelledClaims:
    """All claims read in the articles, and the events of those whose trigger is a labelled act."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    meanings: tuple[Meanings, ...]
    events: dict[str, str]


def read_articles(name: str) -> tuple[LabelledArticle, ...]:
    """The articles of one file of stories."""
    lines = (STORIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_article(json.loads(line)) for line in lines)


def read_claims(articles: Iterable[LabelledArticle]) -> LabelledClaims:
    """What the program reads in the articles."""
    packs = load_packs()
    documents, claims, meanings, events = [], [], [], {}
    for article in articles:
        reading = analyse(article.document, packs)
        documents.append(article.document)
        claims += reading.claims
        meanings += [reading.meanings] if reading.meanings is not None else []
        events.update(_events(article, reading.claims))
    return LabelledClaims(tuple(documents), tuple(claims), tuple(meanings), events)


def _article(row: dict[str, object]) -> LabelledArticle:
    text = str(row["text"])
    document = Document(
        name=str(row["id"]),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        language=str(row["language"]),
        text=text,
        published=Found(value=str(row["published"]), how="given"),
        outlet=Found(value=str(row["outlet"]), how="given"),
    )
    acts = tuple(_act(act, text) for act in row.get("acts", ()))  # type: ignore[attr-defined]
    return LabelledArticle(document, str(row["story"]), acts, str(row.get("parent", "")))


def _act(act: dict[str, str], text: str) -> LabelledAct:
    start = text.index(act["sentence"]) + act["sentence"].index(act["trigger"])
    return LabelledAct(start, start + len(act["trigger"]), act["event"])


def _events(article: LabelledArticle, claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    for claim in claims:
        span = claim.trigger.span
        event = next((act.event for act in article.acts if act.start < span.end and span.start < act.end), None)
        if event is not None:
            yield claim.id, event
