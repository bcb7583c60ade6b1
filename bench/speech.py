"""Who says what, in quotation marks, in Indonesian news: `python bench/speech.py ../shared/data`.

The gold (PFSA-ID, dev-40) marks by token what public figures say between quotation marks (STATEMENT), and who they are:
in full where they are brought in (PERSON, often behind ROLE and AFFILIATION) and in short beside a quotation
(PERSONCOREF). Articles are put together from the tokens, cut at their datelines, and read with the functions that
claims are read with. What the reader found: the statements of `neraca.extract.statements` that stand in quotation
marks, and their speakers: the words beside the quotation, and the fuller words before that these refer to.

`exact`: the spans have the same words, quotation marks aside; a speaker may have the role and affiliation beside the
name or leave them out. `overlap`: one span of either side for one of the other, when they share a word. `token`: single
words, the words of roles and affiliations neither way. People who are no public figures are quoted too,
but not marked in the gold: what is found of them counts as wrong.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rows import add_options, document, is_chosen, scores

from neraca.annotate.read import annotate
from neraca.extract.statements import find_statements
from neraca.packs.catalogue import Packs, load_packs
from neraca.packs.reader import load_reader

Token = tuple[str, str]
Range = tuple[int, int]
MARKS = frozenset("”“\"’'")
DOUBLE = ("”", '"')
NO_SPACE_AFTER = ("(", "“", "/", "-")
NO_SPACE_BEFORE = ("”", ",", ".", "?", "!", ":", ";", ")", "%", "/", "-")
NAMES = frozenset(("PERSON", "PERSONCOREF"))
ROLES = frozenset(("ROLE", "AFFILIATION"))


@dataclass(frozen=True)
class Article:
    """Tokens with their tags, the text as printed, and where each token stands in it."""

    tokens: tuple[Token, ...]
    text: str
    places: tuple[Range, ...]


def read_articles(path: Path) -> Iterator[Article]:
    """Articles of the file; a few without a dateline stay with the one before."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    article: list[Token] = []
    for block in blocks:
        sentence = [(word, tag) for word, _, tag in (line.partition("\t") for line in block.split("\n")) if word]
        words = [word for word, _ in sentence[:8]]
        if article and "KOMPAS" in words and {"—", "–", "-"} & set(words):
            yield printed(article)
            article = []
        article += sentence
    yield printed(article)


def printed(tokens: list[Token]) -> Article:
    """The article as printed: one quotation mark of the tokens stands for both, and dashes in words stand alone."""
    text, places = "", []
    words = curled([word for word, _ in tokens])
    for before, word in zip(["", *words], words, strict=False):
        space = text and before not in NO_SPACE_AFTER and word not in NO_SPACE_BEFORE
        text += " " if space else ""
        places.append((len(text), len(text) + len(word)))
        text += word
    return Article(tuple(tokens), text, tuple(places))


def curled(words: list[str]) -> list[str]:
    """Words with marks that open and close: as in *,” kata* one closes, the one before it opens, others take turns."""
    places = [n for n, word in enumerate(words) if word in DOUBLE]
    shuts = [
        words[n - 1] in (",", "?", "!") and words[n + 1 : n + 2] != [] and words[n + 1][0].islower() for n in places
    ]
    inside, found = False, list(words)
    for k, place in enumerate(places):
        opens_next = k + 1 < len(places) and shuts[k + 1]
        inside = not shuts[k] and (opens_next or not inside)
        found[place] = "“" if inside else "”"
    return found


def gold_spans(article: Article) -> list[tuple[str, int, int]]:
    """Label, first and behind the last token of every span."""
    spans, start = [], 0
    for number, (_, tag) in enumerate(article.tokens):
        if tag[:2] in ("B-", "U-"):
            start = number
        if tag[:2] in ("L-", "U-"):
            spans.append((tag[2:], start, number + 1))
    return spans


def full_speakers(article: Article) -> list[tuple[Range, Range]]:
    """Each speaker's name, and the name with the role and affiliation beside it."""
    spans = gold_spans(article)
    first = [start for _, start, _ in spans]
    last = [end for _, _, end in spans]
    for (n, one), (m, other) in pairwise(enumerate(spans)):
        if {one[0], other[0]} <= NAMES | ROLES and not {one[0], other[0]} <= NAMES:
            between = article.tokens[one[2] : other[1]]
            if all(word == "," for word, _ in between) and (one[0] in ROLES or not between):
                first[m] = first[n]
    for (n, one), (m, _) in reversed(list(pairwise(enumerate(spans)))):
        if first[m] <= one[1] and first[m] == first[n]:
            last[n] = last[m]
    return [((a, b), (first[n], last[n])) for n, (label, a, b) in enumerate(spans) if label in NAMES]


def words_of(article: Article, start: int, end: int) -> Range:
    """The tokens that meet a stretch of the text."""
    inside = [n for n, (a, b) in enumerate(article.places) if a < end and start < b]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def bare(article: Article, span: Range) -> Range:
    """The span without marks at its ends."""
    first, last = span
    while first < last and not article.tokens[first][0].isalnum() and article.tokens[first][0] in MARKS | set(",.?!"):
        first += 1
    while first < last and article.tokens[last - 1][0] in MARKS | set(",.?!"):
        last -= 1
    return first, last


def overlaps(gold: list[Range], found: list[Range]) -> int:
    """Pairs of one span each that share a token."""
    free, right = list(found), 0
    for first, last in gold:
        hit = next((one for one in free if one[0] < last and first < one[1]), None)
        if hit is not None:
            free.remove(hit)
            right += 1
    return right


def tokens_of(spans: list[Range]) -> set[int]:
    return {token for first, last in spans for token in range(first, last)}


def found_spans(article: Article, packs: Packs) -> tuple[list[Range], list[Range]]:
    """Statements in quotation marks, and their speakers, in tokens."""
    cues = packs.cues["id"]
    reading = annotate(
        document(article.text, "id"),
        language=packs.languages["id"],
        actors=packs.actors,
        cues=cues,
        reader=load_reader(),
    )
    said: dict[Range, None] = {}
    speakers: dict[Range, None] = {}
    for statement in find_statements(reading, cues=cues):
        if statement.quoted:
            span = statement.evidence.span
            said[bare(article, words_of(article, span.start, span.end))] = None
            for speaker in statement.speakers:
                speakers[words_of(article, speaker.span.start, speaker.span.end)] = None
    return list(said), list(speakers)


def measure(article: Article, packs: Packs, counts: Counter[str]) -> list[str]:
    """Count what is right, and say what is not."""
    said, speakers = found_spans(article, packs)
    gold_said = [bare(article, (a, b)) for label, a, b in gold_spans(article) if label == "STATEMENT"]
    names = full_speakers(article)
    beside = tokens_of([wide for _, wide in names]) - tokens_of([name for name, _ in names])
    lines = []
    for kind, gold, found in (("statement", gold_said, said), ("speaker", [name for name, _ in names], speakers)):
        counts[f"{kind} gold"] += len(gold)
        counts[f"{kind} found"] += len(found)
        counts[f"{kind} overlap"] += overlaps(gold, found)
        mine = tokens_of(gold)
        theirs = tokens_of(found) - (beside if kind == "speaker" else set())
        counts[f"{kind} token gold"] += len(mine)
        counts[f"{kind} token found"] += len(theirs)
        counts[f"{kind} token"] += len(mine & theirs)
        missed = [one for one in gold if not overlaps([one], found)]
        wrong = [one for one in found if not overlaps([one], gold)]
        lines += [f"missed {kind}: {_around(article, one)}" for one in missed]
        lines += [f"extra  {kind}: {_around(article, one)}" for one in wrong]
    counts["statement exact"] += len(set(gold_said) & set(said))
    counts["speaker exact"] += sum(name in speakers or wide in speakers for name, wide in names)
    return lines


def _around(article: Article, span: Range) -> str:
    before = article.places[max(0, span[0] - 12)][0]
    start, end = article.places[span[0]][0], article.places[span[1] - 1][1]
    after = article.places[min(len(article.places), span[1] + 12) - 1][1]
    return f"{article.text[before:start]}[{article.text[start:end]}]{article.text[end:after]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    add_options(parser)
    options = parser.parse_args()
    packs, counts, left = load_packs(), Counter[str](), options.show
    for number, article in enumerate(read_articles(options.data / "pfsa_id" / "dev-40.txt")):
        if not is_chosen(number, options.half):
            continue
        lines = measure(article, packs, counts)
        for line in lines[: max(0, left)]:
            print(line)
        left -= len(lines)
    for kind in ("speaker", "statement"):
        gold, found = counts[f"{kind} gold"], counts[f"{kind} found"]
        print(f"{kind}: overlap {scores(counts[f'{kind} overlap'], gold, found)}")
        print(f"{kind}: exact   {scores(counts[f'{kind} exact'], gold, found)}")
        tokens = counts[f"{kind} token"], counts[f"{kind} token gold"], counts[f"{kind} token found"]
        print(f"{kind}: token   {scores(*tokens)}")


if __name__ == "__main__":
    main()
