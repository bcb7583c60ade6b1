"""A sentence prepared for extraction: its words, the parties in it, and the function words at each place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from neraca.extract.contents import Contents
from neraca.extract.tree import Tree, build_tree
from neraca.packs.cues import Cues, Index, phrase_index
from neraca.records import Evidence, Mention, Quantity, Quotation, Reading, Sentence, SentenceKind, Span, When

_CLITIC = {"id": re.compile(r"(?<=\w{4})(nya|lah|kah|pun)$"), "en": re.compile(r"['’]s?$")}
_INDONESIAN_VERB = re.compile(r"(me(m|n|ng|ny|l|r|w|y)[a-z]{3,}|di[a-z]{4,}|ber[a-z]{3,}|ter[a-z]{4,})$")
_JOIN = re.compile(
    r"^[\s,]*(?:\b(?:dan|serta|maupun|hingga|atau|juga|bahkan|termasuk|seperti"
    r"|and|as well as|or|plus|including|such as)\b(?: juga| also)?)?[\s,]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: where it stands, its lower-case form, and that form without clitics."""

    start: int
    end: int
    low: str
    base: str


@dataclass(frozen=True, slots=True)
class Group:
    """Parties joined by commas and *and*: words `[first, last)` of the line and the mentions in them."""

    first: int
    last: int
    mentions: tuple[Mention, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """Distinct actor ids in text order."""
        return tuple(dict.fromkeys(mention.actor for mention in self.mentions))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with everything that was read in it; ranges count its words.

    `cues` maps a cue's name to the word ranges where it stands.
    """

    reading: Reading
    sentence: Sentence
    index: int
    language: str
    words: tuple[Word, ...]
    groups: tuple[Group, ...]
    cues: dict[str, tuple[tuple[int, int], ...]]
    times: tuple[When, ...]
    quantities: tuple[Quantity, ...]
    quotations: tuple[Quotation, ...]
    tree: Tree | None = None

    @property
    def heading(self) -> bool:
        """Whether it heads the text or a part of it."""
        return self.sentence.kind is SentenceKind.HEADING

    def gap(self, i: int) -> str:
        """The marks between word `i - 1` and word `i`."""
        start = self.words[i - 1].end if i > 0 else self.sentence.span.start
        end = self.words[i].start if i < len(self.words) else self.sentence.span.end
        return self.reading.document.text[start:end]

    def has(self, name: str, i: int) -> bool:
        """Whether word `i` belongs to the cue."""
        return any(a <= i < b for a, b in self.cues[name])

    def cue_ending(self, name: str, i: int) -> int | None:
        """Start of the cue that ends just before word `i`, or None."""
        return next((a for a, b in self.cues[name] if b == i), None)

    def cue_in(self, name: str, first: int, last: int) -> tuple[int, int] | None:
        """The first range of the cue that lies in words `[first, last)`, or None."""
        return next(((a, b) for a, b in self.cues[name] if first <= a and b <= last), None)

    def group_at(self, i: int) -> Group | None:
        """The group that covers word `i`."""
        return next((group for group in self.groups if group.first <= i < group.last), None)

    def evidence(self, first: int, last: int) -> Evidence:
        """Evidence for words `[first, last)`."""
        return self.reading.document.evidence(self.words[first].start, self.words[last - 1].end)

    def word_at(self, offset: int) -> int:
        """Index of the first word that ends behind an offset of the text."""
        return next((i for i, word in enumerate(self.words) if word.end > offset), len(self.words))

    def words_in(self, span: Span) -> list[int]:
        """The words that lie in a span of the text, wholly or in part."""
        return [i for i, word in enumerate(self.words) if word.start < span.end and span.start < word.end]

    def in_time(self, i: int) -> bool:
        """Whether word `i` belongs to words of time."""
        return self._within(i, (when.evidence.span for when in self.times))

    def in_quantity(self, i: int) -> bool:
        """Whether word `i` belongs to words of amount (*sekitar seribu*)."""
        return self._within(i, (quantity.evidence.span for quantity in self.quantities))

    def _within(self, i: int, spans: Iterable[Span]) -> bool:
        word = self.words[i]
        return any(span.start < word.end and word.start < span.end for span in spans)

    def is_verb(self, i: int) -> bool:
        """Whether word `i` looks like a verb of its language (Indonesian by its prefix, English by the cues)."""
        word = self.words[i]
        if self.has("reporting", i) or self.has("light", i):
            return True
        if self.language != "id" or self.has("not_verb", i) or self.group_at(i) is not None:
            return False
        if _INDONESIAN_VERB.match(word.low) is None:
            return False
        return word.low.endswith("kan") or not word.low.endswith("an")


def find_phrases(words: tuple[Word, ...], index: Index) -> tuple[tuple[int, int, str], ...]:
    """Longest phrases of an index in the words, left to right, not overlapping; a clitic may end them."""
    found, i = [], 0
    while i < len(words):
        match = phrase_at(words, i, index)
        if match is None:
            i += 1
        else:
            found.append((i, match[0], match[1]))
            i = match[0]
    return tuple(found)


def phrase_at(words: tuple[Word, ...], i: int, index: Index) -> tuple[int, str] | None:
    """End and payload of the longest phrase that starts at word `i`, or None."""
    for first in dict.fromkeys((words[i].low, words[i].base)):
        for phrase, payload in index.get(first, ()):
            if same_words(words, i, phrase):
                return i + len(phrase), payload
    return None


def same_words(words: tuple[Word, ...], i: int, phrase: tuple[str, ...]) -> bool:
    """Whether the phrase stands at word `i`; its last word may carry a clitic."""
    if i + len(phrase) > len(words):
        return False
    inner = all(words[i + k].low == part for k, part in enumerate(phrase[:-1]))
    last = words[i + len(phrase) - 1]
    return inner and phrase[-1] in (last.low, last.base)


def cue_indexes(cues: Cues) -> dict[str, Index]:
    """An index for every list of cues, by the cue's name."""
    return {name: phrase_index(phrases) for name, phrases in _cue_lists(cues)}


def prepare_line(reading: Reading, index: int, *, contents: Contents, cues: dict[str, Index], language: str) -> Line:
    """Prepare a sentence of a reading.

    Args:
        reading: What was read.
        index: Which sentence.
        contents: What was read inside it.
        cues: Indexes of the language's cues.
        language: Its ISO 639-1 code.
    """
    sentence = reading.sentences[index]
    text = reading.document.text
    words = tuple(_word(text, span, language) for span in sentence.words)
    present = frozenset(form for word in words for form in (word.low, word.base))
    return Line(
        reading=reading,
        sentence=sentence,
        index=index,
        language=language,
        words=words,
        groups=_groups(text, words, contents.mentions),
        cues={name: _ranges(words, phrases, present) for name, phrases in cues.items()},
        times=contents.times,
        quantities=contents.quantities,
        quotations=contents.quotations,
        tree=build_tree(sentence.words, reading.parses[index]) if reading.parses else None,
    )


def _word(text: str, span: Span, language: str) -> Word:
    low = text[span.start : span.end].casefold().replace("’", "'")
    clitic = _CLITIC.get(language)
    return Word(span.start, span.end, low, clitic.sub("", low) if clitic else low)


def _ranges(words: tuple[Word, ...], index: Index, present: frozenset[str]) -> tuple[tuple[int, int], ...]:
    if present.isdisjoint(index):
        return ()
    return tuple((a, b) for a, b, _ in find_phrases(words, index))


def _cue_lists(cues: Cues) -> Iterable[tuple[str, tuple[str, ...]]]:
    for part in ("roles", "structure", "stage", "modals", "governors", "light", "voices"):
        table = getattr(cues, part)
        for name in table.__struct_fields__:
            yield name.rstrip("_"), getattr(table, name)
    yield "first_person", cues.references.speaker
    yield "organ", cues.references.organ
    for name in ("among", "forces", "rest", "of_them", "further", "possessive"):
        yield name, getattr(cues.references, name)
    yield "reporting", cues.voices.asserts + cues.voices.denies + cues.voices.doubts + cues.voices.declines
    yield "light", cues.light.give + cues.light.speech + cues.light.get + cues.light.passive
    roles = cues.roles
    yield "preposition", roles.to + roles.from_ + roles.by + roles.with_ + roles.between + roles.against + roles.at
    for kind, phrases in cues.speakers.items():
        yield f"speaker:{kind}", phrases


def _groups(text: str, words: tuple[Word, ...], mentions: tuple[Mention, ...]) -> tuple[Group, ...]:
    placed = []
    for mention in sorted(mentions, key=lambda m: (m.evidence.span.start, m.evidence.span.end, m.actor)):
        span = mention.evidence.span
        inside = [i for i, word in enumerate(words) if word.start < span.end and span.start < word.end]
        if inside:
            placed.append((inside[0], inside[-1] + 1, mention))
    groups: list[Group] = []
    for first, last, mention in placed:
        if groups and _joined(text, words, groups[-1], first):
            previous = groups.pop()
            groups.append(Group(previous.first, max(last, previous.last), (*previous.mentions, mention)))
        else:
            groups.append(Group(first, last, (mention,)))
    return _lists(text, words, groups)


def _lists(text: str, words: tuple[Word, ...], groups: list[Group]) -> tuple[Group, ...]:
    """Join *A, B, dan C*: a comma alone joins only towards a list that *dan* closes."""
    joined: list[Group] = []
    for group in reversed(groups):
        behind = joined[-1] if joined else None
        listed = behind is not None and len({m.evidence for m in behind.mentions}) > 1
        if behind is not None and listed and _between(text, words, group, behind.first).strip() == ",":
            joined[-1] = Group(group.first, behind.last, group.mentions + behind.mentions)
        else:
            joined.append(group)
    return tuple(reversed(joined))


def _between(text: str, words: tuple[Word, ...], group: Group, first: int) -> str:
    return text[words[group.last - 1].end : words[first].start] if first > group.last - 1 else ""


def _joined(text: str, words: tuple[Word, ...], group: Group, first: int) -> bool:
    """Whether only *and* (perhaps behind a comma) stands between a group and the word `first`."""
    if first < group.last:
        return True
    between = _between(text, words, group, first)
    return _JOIN.match(between) is not None and between.strip(" ,\n\t") != ""
