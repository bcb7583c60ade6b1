"""Independent witnesses: documents folded to the roots that they copy, rewrite, translate or tell in other words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neraca.records import Derivation, DerivationKind, Document, Span
from neraca.records.credit import Credit

_FOLDED = frozenset(
    {DerivationKind.COPY, DerivationKind.REWRITE, DerivationKind.TRANSLATION, DerivationKind.PARAPHRASE}
)


def find_roots(derivations: Iterable[Derivation]) -> Mapping[str, str]:
    """Root of every document that tells another one again; a document that is missing is its own root.

    The root is reached by following the parent with the largest share. An excerpt is not folded: most of its text is
    its own. Should parents run in a circle, all in it get the least id of the circle.
    """
    best: dict[str, tuple[float, str]] = {}
    for one in derivations:
        if one.kind in _FOLDED:
            best[one.child] = min(best.get(one.child, (1.0, one.parent)), (-one.share, one.parent))
    roots: dict[str, str] = {}
    for child in sorted(best):
        path, at = [child], best[child][1]
        while at in best and at not in roots and at not in path:
            path.append(at)
            at = best[at][1]
        root = min(path[path.index(at) :]) if at in path else roots.get(at, at)
        roots.update((document, root) for document in path)
    return {document: root for document, root in roots.items() if document != root}


def repeated_passages(derivations: Iterable[Derivation]) -> Mapping[str, tuple[Span, ...]]:
    """Passages of every document that tells another one again which stand in what it repeats."""
    found: dict[str, tuple[Span, ...]] = {}
    for one in derivations:
        if one.kind in _FOLDED:
            found[one.child] = found.get(one.child, ()) + tuple(passage.child for passage in one.passages)
    return found


def independent_roots(document_ids: Iterable[str], derivations: Iterable[Derivation]) -> tuple[str, ...]:
    """Roots that the documents go back to, sorted, each once; a root need not be among the documents."""
    roots = find_roots(derivations)
    return tuple(sorted({roots.get(document, document) for document in document_ids}))


def own_words(
    documents: Iterable[Document], *, stated: Iterable[Credit], actors: Mapping[str, str]
) -> Mapping[str, str]:
    """What names the voice of each document where it quotes nobody: the agency it credits, else its outlet.

    Two articles of one outlet, and all that credit one agency, are one voice. A document without either stands for
    itself and is left out.

    Args:
        documents: In any order.
        stated: Their credits; of several the first in the text counts.
        actors: Ids of outlets that are known as actors, by name in lower case.
    """
    credited: dict[str, Credit] = {}
    for credit in sorted(stated):
        credited.setdefault(credit.document, credit)
    found = {}
    for document in documents:
        named = credited.get(document.id)
        name = named.outlet if named is not None else document.outlet.value if document.outlet is not None else ""
        if name:
            key = " ".join(name.split()).casefold()
            found[document.id] = actors.get(key) or f"outlet:{key}"
    return found
