"""The page of what claims still get wrong, by kind, with examples from the sentences that we wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from outcomes import Figures, Row

COLUMNS = {
    "acts_id_test": "Indonesian news",
    "acts_en_test": "English news",
    "written_id_test": "Indonesian, ours",
    "written_en_test": "English, ours",
}
NAMES = {
    **COLUMNS,
    "seeds": "the five seed articles",
    "gsr": "PLOVER's gold sentences that did not train the reader",
    "gsr_trained": "PLOVER's gold sentences that did",
}
LANGUAGES = {"id": "Indonesian", "en": "English"}
OURS = "written_en_test"
MOST_PAIRS = 10
LONGEST_EXAMPLE = 150
Texts = Mapping[tuple[str, str], str]
Table = list[list[str]]

MISSED = {
    "missed-unseen": "no list has the words, and the reader does not see the act",
    "missed-doubted": "the act is seen, but held for too unlikely",
    "missed-parties": "the act is seen, no party of it is known",
    "missed-needs": "the act and a party are seen, but not all that a claim needs, or a rule drops it",
    "missed-type": "read as another type",
}
PARTIES = {
    "parties-swapped": "actor and recipient swapped",
    "parties-empty": "a side left empty",
    "parties-added": "a party on a side that has none",
    "parties-other": "another party on a side",
    "parties-part": "only some of several parties",
    "parties-more": "a party too many beside the right ones",
}
VOICES = {
    "voice-missed": "a voice missed",
    "voice-added": "a voice that does not speak of the act",
    "voice-stance": "the right voice, another stance",
}
EXTRA = {
    "extra-type": "words of an act, another type",
    "extra-double": "a second claim for an act",
    "extra-words": "listed words that name no act there",
    "extra-reader": "words that only the reader holds for an act",
}
DIFFERENT = {
    "stage": "another stage",
    "negated": "negated or not",
    "certainty": "hedged or plain",
}
INTRODUCTION = """\
Written by `python bench/gate.py ../shared --page docs/errors.md`; not to be edited. Sentences are read one at a time,
out of their articles, so that what stood before does not help. Numbers are counts, with their share in percent of what
is named above the table; a claim may be wrong in several ways. *News* are sentences of data sets, *ours* sentences that
we wrote (`training/corpus`); none of them trained the reader. The examples are our own; bold words name the act."""
LEVELS_SAY = """\
Precision, recall and F1 of claims with the right type at the right words; F1 with the right parties as well (triple),
and with the right stage, negation and voices too (record). In PLOVER's sentences type alone, and parties by their
codes."""
EVERY = MISSED | PARTIES | DIFFERENT | VOICES | EXTRA


def write_page(rows: Sequence[Row], seen: Figures, texts: Texts) -> str:
    """The page in Markdown; it quotes no sentence but our own."""
    own = [row for row in rows if row.part in COLUMNS]
    gold = [row for row in own if row.gold]
    found = [row for row in gold if row.found]
    claims = [row for row in own if row.found or not row.gold]
    parts = _Parts([part for part in COLUMNS if any(row.part == part for row in own)], _examples(own, texts))
    blocks = [
        "# What claims still get wrong",
        INTRODUCTION,
        "## How much is right",
        LEVELS_SAY,
        _table(["part", "acts", "P", "R", "F1", "triple", "record"], _levels(seen)),
        "## Acts missed",
        "Of the acts that the labels ask for.",
        parts.kinds("why", MISSED, gold),
        "Types taken for another (label > claim):",
        parts.details("missed-type", gold),
        "## Wrong parties",
        "Of the acts found, on either side.",
        parts.kinds("how", PARTIES, found),
        "## Stage, negation, certainty",
        "Of the acts found.",
        parts.kinds("what", DIFFERENT, found),
        "Stages taken for another (label > claim):",
        parts.details("stage", found),
        "## Voices",
        "Of the acts found: whose word it is, and whether they assert, deny, doubt or decline.",
        parts.kinds("how", VOICES, found),
        "## Claims too many",
        "Of the claims found; in the second table, of the claims of the type.",
        parts.kinds("what", EXTRA, claims),
        parts.types(claims),
    ]
    return "\n\n".join(blocks) + "\n"


def _levels(seen: Figures) -> Table:
    lines = []
    for part, name in NAMES.items():
        for language, groups in seen.get(part, {}).items():
            levels = groups["levels"]
            title = name if part in COLUMNS or part.startswith("gsr") else f"{name} ({LANGUAGES[language]})"
            event = levels["event"]
            shares = [event[key] for key in ("p", "r", "f1")]
            shares += [levels[level]["f1"] if level in levels else "" for level in ("triple", "record")]
            lines.append([title, str(event["gold"]), *map(str, shares)])
    return lines


class _Parts:
    """Tables with a column for each part."""

    def __init__(self, parts: Sequence[str], examples: Mapping[str, str]) -> None:
        self.parts = parts
        self.titles = [COLUMNS[part] for part in parts]
        self.examples = examples

    def kinds(self, title: str, names: Mapping[str, str], rows: Sequence[Row]) -> str:
        """How often each kind occurs in the rows of each part, and examples below."""
        having = {kind: [row for row in rows if _has(row, kind)] for kind in names}
        lines = [[names[kind], *self._shares(some, rows)] for kind, some in having.items() if some]
        shown = [f"- {names[kind]}: {self.examples[kind]}" for kind in names if kind in self.examples]
        table = _table([title, *self.titles], lines)
        return "\n\n".join([table, "\n".join(shown)] if shown else [table])

    def details(self, kind: str, rows: Sequence[Row]) -> str:
        """The commonest details of a kind, with their count in each part."""
        pairs = Counter((row.part, detail) for row in rows for name, detail in row.kinds if name == kind)
        whole: Counter[str] = Counter()
        for (_, detail), count in pairs.items():
            whole[detail] += count
        most = sorted(whole, key=lambda detail: (-whole[detail], detail))[:MOST_PAIRS]
        return _table(["pair", *self.titles], [[d, *(str(pairs[part, d] or "") for part in self.parts)] for d in most])

    def types(self, claims: Sequence[Row]) -> str:
        """The claims too many of each type."""
        lines = []
        for name in sorted({row.type for row in claims}):
            own = [row for row in claims if row.type == name]
            lines.append([name, *self._shares([row for row in own if not row.gold], own)])
        return _table(["type", *self.titles], lines)

    def _shares(self, some: Sequence[Row], rows: Sequence[Row]) -> list[str]:
        counts, whole = Counter(row.part for row in some), Counter(row.part for row in rows)
        return [
            f"{counts[part]} ({100 * counts[part] / whole[part]:.0f})" if whole[part] else "" for part in self.parts
        ]


def _has(row: Row, kind: str) -> bool:
    return any(name == kind for name, _ in row.kinds)


def _examples(rows: Sequence[Row], texts: Texts) -> dict[str, str]:
    """For each kind the shortest sentence of our own that shows it, each sentence once."""
    ours = [row for row in rows if row.part == OURS and len(texts[row.part, row.place]) <= LONGEST_EXAMPLE]
    ours.sort(key=lambda row: (len(texts[row.part, row.place]), row.place, row.span))
    taken: set[str] = set()
    examples = {}
    for kind in EVERY:
        row = next((row for row in ours if _has(row, kind) and row.place not in taken), None)
        if row is not None:
            taken.add(row.place)
            examples[kind] = _example(row, kind, texts[row.part, row.place])
    return examples


def _example(row: Row, kind: str, text: str) -> str:
    detail = next(detail for name, detail in row.kinds if name == kind)
    before, words, after = text[: row.span[0]], text[slice(*row.span)], text[row.span[1] :]
    note = f"{row.type}" if detail in ("", row.type) else f"{row.type}; {detail}"
    note = detail if kind == "missed-type" else note
    return f"{before}**{words}**{after} ({note})"


def _table(head: Sequence[str], lines: Table) -> str:
    every = [list(head), ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in every)
