"""The tree of items and the words for them, from `data/items`: one file a class, in it kinds, and models of kinds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, folder_files, read_toml
from neraca.text.words import words_of

LANGUAGES = ("id", "en")
EXAMPLES = "examples.toml"
_CLITIC = "nya"
_SHORTEST_STEM = 3

Names = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


class KindRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of item, or a model of a kind, as the file gives it.

    Attributes:
        slug: Its id behind the class: `kn-23` in `missiles` is the node `missiles/kn-23`.
        of: The slug that it is a kind of, defined before it; empty for the class itself.
        name_id: What people call it in Indonesian.
        name_en: What people call it in English.
        id: Indonesian words for it.
        en: English words for it, in all their forms.
    """

    slug: str
    name_id: str
    name_en: str
    of: str = ""
    id: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class ItemFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of `data/items`: a class, the words that say no more than it, and its kinds."""

    item_class: str = msgspec.field(name="class")
    name_id: str
    name_en: str
    id: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    kind: tuple[KindRow, ...] = ()


class ItemRow(msgspec.Struct, frozen=True):
    """One class of items with the words of its whole tree."""

    item_class: str
    name_id: str
    name_en: str
    id: tuple[str, ...]
    en: tuple[str, ...]


class ItemNode(msgspec.Struct, frozen=True):
    """A node of the tree.

    Attributes:
        id: The class (`missiles`), or class and slug (`missiles/kn-23`).
        parent: The node above; None for a class.
        depth: 0 for a class, 1 for its kinds, 2 for kinds or models of these, and so on.
    """

    id: str
    parent: str | None
    depth: int
    name_id: str
    name_en: str


class ItemBook(msgspec.Struct, frozen=True):
    """All items, and for each language an index from the first word of a name to the names.

    Names are tuples of words, lower case, longest first; in `index` each goes with its class, in `kinds` with its
    node, and the words in `kinds` are without the endings of plural and possession.
    """

    rows: tuple[ItemRow, ...]
    nodes: dict[str, ItemNode]
    index: dict[str, Names]
    kinds: dict[str, Names]

    def classes(self) -> tuple[str, ...]:
        """The classes' names, in file order."""
        return tuple(row.item_class for row in self.rows)

    def name(self, item_class: str, language: str) -> str:
        """What people call a class; the class itself where it is unknown."""
        return self.node_name(item_class, language)

    def node(self, words: str, language: str, *, item_class: str = "") -> str | None:
        """The most specific node that words name: the deepest, then the one with the longest name, then the first.

        Args:
            words: The words of an item (*rudal balistik jarak pendek KN-23*), in any case.
            language: Their ISO 639-1 code.
            item_class: Look only in this class.

        Returns:
            The node's id; where the words name nothing, the class given, or None without one.
        """
        parts = [_stem(part) for part in words_of(words)]
        index, at = self.kinds.get(language, {}), 0
        found: list[tuple[int, int, int, str]] = []
        while at < len(parts):
            names = [
                (name, node)
                for name, node in index.get(parts[at], ())
                if tuple(parts[at : at + len(name)]) == name and (not item_class or class_of(node) == item_class)
            ]
            found.extend((-self.nodes[node].depth, -len(name), at, node) for name, node in names[:1])
            at += len(names[0][0]) if names else 1
        return min(found)[3] if found else item_class or None

    def node_name(self, node: str, language: str) -> str:
        """What people call a node of the tree; its id where it is unknown."""
        known = self.nodes.get(node)
        if known is None:
            return node
        return known.name_id if language == "id" else known.name_en

    def parent(self, node: str) -> str | None:
        """The node above; None for a class and for an unknown id."""
        known = self.nodes.get(node)
        return None if known is None else known.parent


def class_of(node: str) -> str:
    """The class of a node, from its id."""
    return node.partition("/")[0]


@lru_cache(maxsize=1)
def load_items() -> ItemBook:
    """Read every file of `data/items` but the examples.

    Raises:
        NeracaError: N201 for a broken file or a kind of something undefined, N202 for a class or kind defined twice
            and for words that two kinds of a class share.
    """
    rows: list[ItemRow] = []
    nodes: dict[str, ItemNode] = {}
    words: dict[str, list[tuple[str, str]]] = {code: [] for code in LANGUAGES}
    for file in folder_files(data_folder() / "items", ".toml"):
        if file.name == EXAMPLES:
            continue
        row = read_toml(file, ItemFile)
        for node in _nodes(row, file.name):
            if node.id in nodes:
                raise fail("N202", where=file.name, name=node.id)
            nodes[node.id] = node
        own = {code: _words(row, code) for code in LANGUAGES}
        for code, names in own.items():
            _require_distinct([name for name, _ in names], file.name)
            words[code].extend(names)
        listed = {code: tuple(name for name, _ in names) for code, names in own.items()}
        rows.append(
            ItemRow(
                item_class=row.item_class,
                name_id=row.name_id,
                name_en=row.name_en,
                id=listed["id"],
                en=listed["en"],
            )
        )
    return ItemBook(
        rows=tuple(rows),
        nodes=nodes,
        index={code: _index((_lower(name), class_of(node)) for name, node in words[code]) for code in LANGUAGES},
        kinds={code: _index((_stems(name), node) for name, node in words[code]) for code in LANGUAGES},
    )


def _nodes(row: ItemFile, where: str) -> Sequence[ItemNode]:
    nodes = [ItemNode(id=row.item_class, parent=None, depth=0, name_id=row.name_id, name_en=row.name_en)]
    depths = {"": 0}
    for kind in row.kind:
        if kind.of not in depths:
            raise fail(
                "N201", where=where, detail=f"{kind.slug} is a kind of {kind.of}, which is not defined before it"
            )
        depths[kind.slug] = depths[kind.of] + 1
        nodes.append(
            ItemNode(
                id=f"{row.item_class}/{kind.slug}",
                parent=f"{row.item_class}/{kind.of}" if kind.of else row.item_class,
                depth=depths[kind.slug],
                name_id=kind.name_id,
                name_en=kind.name_en,
            )
        )
    return nodes


def _words(row: ItemFile, code: str) -> list[tuple[str, str]]:
    """Words of a class and its kinds, each with its node."""
    listed = [(row.item_class, row.id if code == "id" else row.en)]
    listed += [(f"{row.item_class}/{kind.slug}", kind.id if code == "id" else kind.en) for kind in row.kind]
    return [(name, node) for node, names in listed for name in names]


def _require_distinct(names: Iterable[str], where: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for name in names:
        if _lower(name) in seen:
            raise fail("N202", where=where, name=name)
        seen.add(_lower(name))


def _lower(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words_of(name))


def _stems(name: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in words_of(name))


def _stem(word: str) -> str:
    """A word in lower case without the endings of plural and possession (*satelitnya*, *shells*)."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    if len(low) - len(_CLITIC) >= _SHORTEST_STEM:
        low = low.removesuffix(_CLITIC)
    if len(low) > _SHORTEST_STEM and not low.endswith("ss"):
        low = low.removesuffix("s")
    return low


def _index(names: Iterable[tuple[tuple[str, ...], str]]) -> Names:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, payload in names:
        index.setdefault(words[0], []).append((words, payload))
    return {first: tuple(sorted(set(found), key=lambda n: (-len(n[0]), n))) for first, found in index.items()}
