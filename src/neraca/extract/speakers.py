"""Words that name a speaker, by what the reader found: names, and the subject with what stands beside it."""

from __future__ import annotations

from neraca.extract.line import Line
from neraca.records import NameKind


def subject_phrase(line: Line, verb: int) -> tuple[int, int] | None:
    """Words of the subject of the predicate at word `verb` with its apposition; None where the tree gives none.

    *Juru bicara kementerian, Budi Santoso, di Jakarta, Rabu, mengatakan* has *Juru bicara kementerian, Budi Santoso*.
    """
    tree = line.tree
    if tree is None or tree.at_word[verb] < 0:
        return None
    subject = tree.child(tree.verb_of(verb), "nsubj")
    if subject is None:
        return None
    words = sorted({tree.word_of[token] for token in tree.phrase(subject)} - {-1})
    if not words:
        return None
    return words[0], words[-1] + 1


def name_in(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Words of the first person in `[first, last)`, else of the first organisation; None without a reader."""
    return person_in(line, first, last) or _first_name(line, first, last, kind=NameKind.ORGANISATION)


def person_in(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Words of the first person that the reader finds in `[first, last)`, or None."""
    return _first_name(line, first, last, kind=NameKind.PERSON)


def _first_name(line: Line, first: int, last: int, *, kind: NameKind) -> tuple[int, int] | None:
    if not line.reading.parses or first >= last:
        return None
    start, end = line.words[first].start, line.words[last - 1].end
    for name in line.reading.parses[line.index].names:
        if name.kind is kind and start <= name.span.start and name.span.end <= end:
            return line.word_at(name.span.start), line.word_at(name.span.end - 1) + 1
    return None


def continues(line: Line, i: int) -> bool:
    """Whether a name goes on at word `i`: no preposition, verb or word of a new clause stands there."""
    if i >= len(line.words) or line.tree is None or line.tree.at_word[i] < 0:
        return False
    return line.tree.tokens[line.tree.at_word[i]].upos not in ("ADP", "SCONJ", "VERB", "ADV", "AUX")
