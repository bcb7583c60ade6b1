"""The corpora the reader learns from and is measured on: treebanks, names, and our own labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

KINDS = ("person", "organisation", "place", "group", "weapon", "event", "date", "quantity")
TAGS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
ACT_TAGS = ("O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI"))
STAGES = ("occurred", "ongoing", "planned", "predicted", "hypothetical", "urged")
ROLES = (
    *("none", "actor", "recipient", "item", "quantity", "when", "where"),
    *("voice_asserts", "voice_denies", "voice_doubts", "voice_declines"),
)
LONGEST = 110  # words; longer sentences are cut, as few are

_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%'’”")
_NO_SPACE_AFTER = frozenset("([{“$")


@dataclass(frozen=True, kw_only=True)
class Tree:
    """The syntax of one sentence: head of each word (0 the root, else 1 + its place) and what it is to its head."""

    heads: tuple[int, ...]
    relations: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act in a sentence, in words `[first, last)`.

    `roles` holds the words of its parties, items, amounts, times, places and voices, each with one of `ROLES`. An
    `optional` act may be found or not.
    """

    type: str
    trigger: tuple[int, int]
    stage: str
    negated: bool
    hedged: bool
    optional: bool
    roles: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Example:
    """One sentence with what is known of it.

    `scheme` names the corpus, whose habits of annotation the heads learn apart. `tags` holds for each word the tags
    that its corpus allows for it: one where the corpus knows, several where it does not tell kinds apart. `hint` is
    the tree of an older annotation of the same words.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    scheme: str
    tree: Tree | None = None
    tags: tuple[tuple[str, ...], ...] | None = None
    hint: Tree | None = None
    acts: tuple[Act, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """The ten columns that count of a line of CoNLL-U, with the words of multiword tokens marked."""

    form: str
    upos: str
    feats: str
    head: int
    relation: str
    space_before: bool
    part: bool = field(default=False)


def read_conllu(path: Path, scheme: str) -> list[Example]:
    """Read a treebank in the format CoNLL-U."""
    return [_tree_example(rows, scheme) for rows in _read_blocks(path)]


def _read_blocks(path: Path) -> Iterator[list[Row]]:
    rows: list[Row] = []
    space, after, last, first_of = True, True, 0, 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            if rows:
                yield rows
            rows, space, last = [], True, 0
            continue
        cells = line.split("\t")
        if line[0] == "#" or "." in cells[0]:
            continue
        joined = "SpaceAfter=No" in cells[9]
        if "-" in cells[0]:
            first_of, last = (int(number) for number in cells[0].split("-"))
            after = not joined
            continue
        number = int(cells[0])
        inside = number <= last
        before = space if not inside or number == first_of else False
        rows.append(
            Row(
                form=cells[1],
                upos=cells[3],
                feats=cells[5],
                head=int(cells[6]),
                relation=cells[7],
                space_before=before,
                part=inside,
            )
        )
        space = after if inside and number == last else (not joined if not inside else space)
    if rows:
        yield rows


def _tree_example(rows: Sequence[Row], scheme: str) -> Example:
    return Example(
        words=tuple(row.form for row in rows),
        spaces=tuple(row.space_before for row in rows),
        scheme=scheme,
        tree=Tree(
            heads=tuple(row.head for row in rows),
            relations=tuple(row.relation for row in rows),
            upos=tuple(row.upos for row in rows),
            feats=tuple(row.feats for row in rows),
        ),
    )


def read_names(path: Path, scheme: str, kinds: Mapping[str, Sequence[str]]) -> list[Example]:
    """Read a corpus of names in columns, the tag in the last (or second of UNER's files).

    Args:
        path: The file.
        scheme: The corpus.
        kinds: Our kinds for each of its kinds. No kind: such a name is left open. Kinds of ours that no corpus kind
            leads to are left open in its O.
    """
    open_kinds = [kind for kind in KINDS if not any(kind in ours for ours in kinds.values())]
    outside = ("O", *(f"{mark}-{kind}" for kind in open_kinds for mark in "BI"))
    examples = []
    for words, tags in _read_columns(path):
        allowed = tuple(_allowed(tag, kinds, outside) for tag in _begin_names(tags))
        for start in range(0, len(words), LONGEST):
            part = slice(start, start + LONGEST)
            examples.append(
                Example(words=words[part], spaces=guess_spaces(words[part]), scheme=scheme, tags=allowed[part])
            )
    return examples


def _read_columns(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in (*path.read_text(encoding="utf-8", errors="replace").split("\n"), ""):
        cells = line.split("\t") if path.suffix == ".iob2" else line.split()
        if not line.strip() or len(cells) < 2 or cells[0] == "-DOCSTART-":
            if words:
                yield tuple(words), tuple(tags)
            words, tags = [], []
        elif path.suffix == ".iob2":
            if cells[0][0] != "#":
                words.append(cells[1])
                tags.append(cells[2])
        else:
            words.append(cells[0])
            tags.append(cells[-1])


def _begin_names(tags: Sequence[str]) -> list[str]:
    fixed: list[str] = []
    before = "O"
    for tag in tags:
        starts = tag[0] == "I" and (before == "O" or before[2:] != tag[2:])
        fixed.append("B" + tag[1:] if starts else tag)
        before = tag
    return fixed


def _allowed(tag: str, kinds: Mapping[str, Sequence[str]], outside: tuple[str, ...]) -> tuple[str, ...]:
    if tag == "O":
        return outside
    ours = kinds.get(tag[2:], ())
    if not ours:
        return TAGS
    return tuple(tag[:2] + kind for kind in ours) + (("O",) if len(ours) > 1 else ())


def guess_spaces(words: Sequence[str]) -> tuple[bool, ...]:
    """Return for each word of a text cut into words whether a space would stand before it."""
    spaces: list[bool] = []
    inside = False
    for number, word in enumerate(words):
        before = words[number - 1] if number else ""
        space = number > 0 and word[:1] not in _NO_SPACE_BEFORE and before not in _NO_SPACE_AFTER
        if word in {'"', "``", "''"}:
            space = number > 0 and not inside
            inside = not inside
        elif before in {'"', "``"} and inside:
            space = False
        spaces.append(space or number == 0)
    return tuple(spaces)


def read_own(path: Path, sentences: Mapping[str, tuple[str, ...]], scheme: str) -> list[Example]:
    """Read our labels: rows of a digest and names by character, joined with the sentences that have the digest.

    Args:
        path: A file of JSON lines: `digest` and `names`, each of start, end, kind in the words joined by spaces.
        sentences: Words by digest.
        scheme: The name of our own annotation.
    """
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = sentences.get(row["digest"])
        if words is None:
            continue
        tags = ["O"] * len(words)
        starts, place = {}, 0
        for number, word in enumerate(words):
            starts[place] = number
            place += len(word) + 1
        for start, end, kind in row["names"]:
            number, mark, place = starts[start], "B", start
            while number < len(words) and place < end:
                tags[number] = f"{mark}-{kind}"
                place += len(words[number]) + 1
                number, mark = number + 1, "I"
        examples.append(
            Example(words=words, spaces=guess_spaces(words), scheme=scheme, tags=tuple((tag,) for tag in tags))
        )
    return examples


def align_older(newer: Iterable[Example], older: Iterable[Example]) -> list[Example]:
    """Return those of `newer` whose text stands in `older` with the same words, with the older tree as hint."""
    known = {"".join(example.words): example for example in older}
    paired = []
    for example in newer:
        other = known.get("".join(example.words))
        if other is not None and other.words == example.words:
            paired.append(replace(example, hint=other.tree))
    return paired


_CLITIC = re.compile(r"^(?P<stem>\w{3,})(?P<clitic>nya)$")


def split_clitics(example: Example, whole: frozenset[str]) -> Example:
    """Return an example of the older annotation with its clitics as words of their own, as the newer one has them.

    Args:
        example: A sentence whose tree keeps clitics in their word.
        whole: Lower-case words that end like a clitic and are not parted.
    """
    assert example.tree is not None
    words: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    clitic_of: dict[int, int] = {}
    for word, space in zip(example.words, example.spaces, strict=True):
        match = None if word.lower() in whole else _CLITIC.match(word)
        places.append(len(words) + 1)
        words.append(match["stem"] if match else word)
        spaces.append(space)
        if match:
            clitic_of[len(words) + 1] = len(words)
            words.append(match["clitic"])
            spaces.append(False)
    tree = example.tree
    heads, relations, upos, feats = (
        [0] * len(words),
        ["clitic"] * len(words),
        ["PRON"] * len(words),
        ["_"] * len(words),
    )
    for old, new in enumerate(places):
        head = tree.heads[old]
        heads[new - 1] = places[head - 1] if head else 0
        relations[new - 1], upos[new - 1] = tree.relations[old], tree.upos[old]
        feats[new - 1] = tree.feats[old]
    for clitic, host in clitic_of.items():
        heads[clitic - 1] = host
    return Example(
        words=tuple(words),
        spaces=tuple(spaces),
        scheme=example.scheme,
        tree=Tree(heads=tuple(heads), relations=tuple(relations), upos=tuple(upos), feats=tuple(feats)),
    )
