"""What became of every gold claim: rows that add up to figures, compare with another run, and hold against floors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from rows import f1

LEVELS = ("event", "triple", "record")
WRONG = "wrong claim"
Tally = tuple[int, int, int]  # right, in the gold, found
Kind = tuple[str, str]  # what is wrong, and its detail
Figures = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A gold claim and what became of it, or a claim that no gold claim answers to.

    `place` is the digest of the sentence or the name of the document; `about` tells claims apart that have no span;
    `said` is the stage of the claim that was found. Tallies of all rows of a part add up to its figures.
    """

    part: str
    language: str
    place: str
    span: tuple[int, int]
    type: str
    gold: bool
    levels: Mapping[str, Tally]
    fields: Mapping[str, Tally] = field(default_factory=dict)
    stage: str = ""
    said: str = ""
    about: str = ""
    kinds: tuple[Kind, ...] = ()

    @property
    def found(self) -> bool:
        return self.gold and bool(self.fields)

    @property
    def right(self) -> frozenset[str]:
        """Names of the levels that are reached and of the fields that are wholly right."""
        levels = {name for name, tally in self.levels.items() if tally[0]}
        return frozenset(
            levels | {name for name, (right, gold, found) in self.fields.items() if right == gold == found}
        )


def levels_of(*, reached: Sequence[str], found: bool) -> dict[str, Tally]:
    """Tallies of one gold claim."""
    return {name: (int(name in reached), 1, int(found)) for name in LEVELS}


def wrong_levels() -> dict[str, Tally]:
    """Tallies of one claim that no gold claim answers to."""
    return dict.fromkeys(LEVELS, (0, 0, 1))


def to_json(row: Row) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if value not in ("", (), {})}


def from_json(row: Mapping[str, Any]) -> Row:
    def tallies(name: str) -> dict[str, Tally]:
        return {key: (right, gold, found) for key, (right, gold, found) in row.get(name, {}).items()}

    kinds = tuple((kind, detail) for kind, detail in row.get("kinds", ()))
    start, end = row["span"]
    return Row(
        **{**row, "span": (start, end), "levels": tallies("levels"), "fields": tallies("fields"), "kinds": kinds}
    )


def figure(tallies: Iterable[Tally]) -> Figures:
    """Precision, recall and F1 in percent of the sum of the tallies, and the sum itself."""
    right, gold, found = (sum(column) for column in zip((0, 0, 0), *tallies, strict=True))
    return {
        "p": round(100 * right / max(1, found), 1),
        "r": round(100 * right / max(1, gold), 1),
        "f1": round(f1(right, gold, found), 1),
        "right": right,
        "gold": gold,
        "found": found,
    }


def figures(rows: Iterable[Row]) -> Figures:
    """For each part and language: levels, fields of the claims found, levels by type, and stages."""
    groups: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        groups[row.part][row.language].append(row)
    return {part: {language: _figures(own) for language, own in groups[part].items()} for part in groups}


def _figures(rows: Sequence[Row]) -> Figures:
    types = sorted({row.type for row in rows})
    return {
        "levels": _sums(row.levels for row in rows),
        "fields": _sums(row.fields for row in rows),
        "types": {name: _sums(row.levels for row in rows if row.type == name) for name in types},
        "stages": {stage: figure(_stage(rows, stage)) for stage in sorted({row.stage for row in rows} - {""})},
    }


def _sums(tallies: Iterable[Mapping[str, Tally]]) -> Figures:
    columns: dict[str, list[Tally]] = defaultdict(list)
    for row in tallies:
        for name, tally in row.items():
            columns[name].append(tally)
    return {name: figure(column) for name, column in columns.items()}


def _stage(rows: Sequence[Row], stage: str) -> Iterator[Tally]:
    """A claim counts for a stage when the gold, the claim, or both say it."""
    for row in rows:
        gold = row.gold and row.stage == stage
        found = row.said == stage if row.gold else row.stage == stage
        yield int(gold and found), int(gold), int(found)


@dataclass(frozen=True)
class Change:
    """A row of this run, or of the other where this one has none, with what came right and what went wrong.

    A wrong claim that is gone is gained, a new one is lost.
    """

    row: Row
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def changes(before: Iterable[Row], now: Iterable[Row]) -> tuple[list[Change], int]:
    """What changed, in the order of the rows, and how many gold claims stand in one run only and are left out."""
    old, new = _keyed(before), _keyed(now)
    found = [change for key, row in new.items() if (change := _change(old.get(key), row)) is not None]
    found += [Change(row, gained=(WRONG,)) for key, row in old.items() if not row.gold and key not in new]
    return found, sum(row.gold for key, row in (old | new).items() if (key in old) != (key in new))


def _keyed(rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    seen: Counter[tuple[Any, ...]] = Counter()
    keyed = {}
    for row in rows:
        if not row.gold and not row.levels["event"][2]:
            continue  # a right type whose parties are wrong, which the row of the gold claim says
        key = (row.part, row.place, row.span, row.type, row.about, row.gold)
        seen[key] += 1
        keyed[(*key, seen[key])] = row
    return keyed


def _change(old: Row | None, new: Row) -> Change | None:
    if old is None:
        return None if new.gold else Change(new, lost=(WRONG,))
    gained, lost = new.right - old.right, old.right - new.right
    if old.found != new.found:  # its fields come and go with it
        gained, lost = gained & set(new.levels), lost & set(new.levels)
    return Change(new, tuple(_ordered(gained)), tuple(_ordered(lost))) if gained or lost else None


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (LEVELS.index(name) if name in LEVELS else len(LEVELS), name))


def totals(found: Iterable[Change]) -> dict[str, tuple[int, int]]:
    """How often each name was gained and lost."""
    gained: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for change in found:
        gained.update(change.gained)
        lost.update(change.lost)
    return {name: (gained[name], lost[name]) for name in _ordered(gained | lost)}


def floor_names(seen: Figures) -> dict[str, float]:
    """All figures by the names that floors give them: `acts_id_test.id.event.f1`, `own.en.types.AID` ..."""
    named: dict[str, float] = {}
    for part, languages in seen.items():
        for language, groups in languages.items():
            base = f"{part}.{language}"
            for level, one in groups["levels"].items():
                named |= {f"{base}.{level}.{name}": one[name] for name in ("p", "r", "f1")}
            named |= {f"{base}.fields.{name}": one["f1"] for name, one in groups["fields"].items()}
            named |= {f"{base}.types.{name}": one["event"]["f1"] for name, one in groups["types"].items()}
            named |= {f"{base}.stages.{name}": one["f1"] for name, one in groups["stages"].items()}
    return named


def flat(floors: Mapping[str, Any], base: str = "") -> dict[str, Any]:
    """Nested tables as one, keys joined by dots."""
    joined: dict[str, Any] = {}
    for name, value in floors.items():
        joined |= flat(value, f"{base}{name}.") if isinstance(value, Mapping) else {base + name: value}
    return joined


def broken(seen: Figures, floors: Mapping[str, Any]) -> list[str]:
    """A line for each figure that lies under its floor or was not measured."""
    named = floor_names(seen)
    lines = []
    for name, floor in flat(floors).items():
        if name not in named:
            lines.append(f"{name}: floor {floor}, but it was not measured")
        elif named[name] < floor:
            lines.append(f"{name}: {named[name]:.1f} is under its floor of {floor}")
    return lines


def joined(rows: Iterable[Row], parts: Iterable[str], name: str) -> list[Row]:
    """The rows of several parts under one name."""
    wanted = set(parts)
    return [Row(**{**vars(row), "part": name}) for row in rows if row.part in wanted]
