"""Labelled tellings: gold mentions of ECB+ (Cybulska and Vossen 2014) and acts of our own stories."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neraca.annotate.trees import best_tree
from neraca.link.wording import (
    Rarity,
    Telling,
    Weighed,
    document_words,
    documents_alike,
    rarity_of,
    tell,
    weigh,
)
from neraca.packs.linking import WordTables
from neraca.packs.reader import load_reader
from neraca.text.words import word_ranges

STORIES = Path(__file__).parents[1] / "training" / "linking"
WORDS_OF_A_RUN = 150
LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A telling with the event it is of.

    Attributes:
        id: Of the mention.
        event: Its event's label.
        topic: Topic or story of its document; `part` its subtopic.
    """

    id: str
    event: str
    topic: str
    part: str
    telling: Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Labelled tellings, and the words of the documents they stand in."""

    tellings: tuple[Labelled, ...]
    documents: dict[str, frozenset[str]]

    def only(self, topics: frozenset[str]) -> Shelf:
        """What is of some topics."""
        tellings = tuple(one for one in self.tellings if one.topic in topics)
        kept = {one.telling.document for one in tellings}
        return Shelf(tellings=tellings, documents={n: w for n, w in self.documents.items() if n in kept})

    def rarity(self) -> Rarity:
        """Of the words of these documents alone."""
        return rarity_of(self.documents.values())

    def weighed(self, rarity: Rarity, tables: WordTables) -> list[Weighed]:
        """The tellings, ready to be compared."""
        return [weigh(one.telling, rarity=rarity, tables=tables) for one in self.tellings]

    def alike(self, rarity: Rarity) -> dict[tuple[str, str], float]:
        """How alike each pair of documents is, in both orders."""
        names = sorted(self.documents)
        found = {}
        for place, one in enumerate(names):
            for other in names[:place]:
                value = documents_alike(self.documents[one], self.documents[other], rarity)
                found[one, other] = found[other, one] = value
        return found


def ecb(folder: Path, part: str) -> Shelf:
    """Gold mentions of events of a part (`Train`, `Dev`, `Test`) with their sentences.

    Raises:
        OSError: A file is missing.
    """
    sentences: dict[tuple[str, int], list[str]] = {}
    for line in (folder / f"ECB_{part}_corpus.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) >= 4:
            sentences.setdefault((cells[0], int(cells[1])), []).append(cells[3])
    mentions = json.loads((folder / f"ECB_{part}_Event_gold_mentions.json").read_text(encoding="utf-8"))
    keys = list(sentences)
    read = dict(zip(keys, _read([sentences[key] for key in keys], "en"), strict=True))
    senses = _senses({one["tokens_str"] for one in mentions}, "en")
    documents: dict[str, list[str]] = {}
    for (name, _), words in sentences.items():
        documents.setdefault(name, []).extend(words)
    return Shelf(
        tellings=tuple(_mention(one, sentences, read, senses) for one in mentions),
        documents={name: document_words(own, language="en") for name, own in documents.items()},
    )


def stories(name: str) -> Shelf:
    """Labelled acts of `stories_a` or `stories_b`."""
    lines = (STORIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    tellings: list[Labelled] = []
    for language in ("en", "id"):
        own = [article for article in articles if article["language"] == language]
        acts = [(article, act) for article in own for act in article["acts"]]
        texts = sorted({act["sentence"] for _, act in acts})
        read = dict(zip(texts, _read([_cut(text) for text in texts], language), strict=True))
        senses = _senses({act["trigger"] for _, act in acts}, language)
        tellings += [_act(article, act, read, senses) for article, act in acts]
    documents = {
        article["id"]: document_words(_cut(article["text"]), language=article["language"]) for article in articles
    }
    return Shelf(tellings=tuple(tellings), documents=documents)


@dataclass(frozen=True, slots=True)
class _Read:
    meaning: bytes
    heads: tuple[int, ...]


def _mention(
    row: dict[str, Any],
    sentences: dict[tuple[str, int], list[str]],
    read: dict[tuple[str, int], _Read],
    senses: dict[str, bytes],
) -> Labelled:
    key = (row["doc_id"], row["sent_id"])
    topic = row["doc_id"].split("_")[0]
    trigger = row["tokens_number"]
    return Labelled(
        id=f"{row['doc_id']}/{row['sent_id']}/{'-'.join(map(str, trigger))}",
        event=row["coref_chain"],
        topic=topic,
        part=topic + ("plus" if "plus" in row["doc_id"] else ""),
        telling=tell(
            sentences[key],
            trigger,
            head=_head(trigger, read[key].heads),
            language="en",
            document=row["doc_id"],
            sentence=row["sent_id"],
            meaning=read[key].meaning,
            sense=senses[row["tokens_str"]],
        ),
    )


def _act(
    article: dict[str, Any],
    act: dict[str, str],
    read: dict[str, _Read],
    senses: dict[str, bytes],
) -> Labelled:
    sentence, trigger = act["sentence"], act["trigger"]
    start = sentence.index(trigger)
    ranges = word_ranges(sentence)
    places = [n for n, (first, last) in enumerate(ranges) if first < start + len(trigger) and last > start]
    sentence_place = article["text"].index(sentence)
    return Labelled(
        id=f"{article['id']}/{sentence_place + start}",
        event=act["event"],
        topic=article["story"],
        part=article["story"],
        telling=tell(
            [sentence[first:last] for first, last in ranges],
            places,
            head=_head(places, read[sentence].heads),
            language=article["language"],
            document=article["id"],
            sentence=sentence_place,
            meaning=read[sentence].meaning,
            sense=senses[trigger],
        ),
    )


def _head(trigger: Sequence[int], heads: Sequence[int]) -> int | None:
    """The first of the words that hang on none of the others."""
    return next((place for place in trigger if place < len(heads) and heads[place] not in trigger), None)


def _cut(text: str) -> list[str]:
    return [text[first:last] for first, last in word_ranges(text)]


def _senses(triggers: set[str], language: str) -> dict[str, bytes]:
    """Vector of each trigger, read by itself."""
    names = sorted(triggers)
    return {n: one.meaning for n, one in zip(names, _read([n.split() for n in names], language), strict=True)}


def _read(sentences: Sequence[Sequence[str]], language: str) -> Iterator[_Read]:
    reader = load_reader()
    found: dict[int, _Read] = {}
    order = sorted(range(len(sentences)), key=lambda place: len(sentences[place]))
    while order:
        longest = max(1, min(len(sentences[order[0]]), LONGEST))
        run = order[: max(1, WORDS_OF_A_RUN // longest)]
        order = order[len(run) :]
        pieces = [[reader.pieces(word, space=True) for word in sentences[place][:LONGEST]] for place in run]
        scores = reader.run(pieces, language=language)
        for row, place in enumerate(run):
            size = 1 + len(pieces[row])
            heads = best_tree(scores.arcs[row, :size, :size].astype(np.float64))
            meaning = np.round(scores.meaning[row] * 127.0).astype(np.int8).tobytes()
            found[place] = _Read(meaning=meaning, heads=tuple(head - 1 for head in heads))
    return iter([found[place] for place in range(len(sentences))])
