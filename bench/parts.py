"""The parts that the gate reads: what becomes of each gold claim of our test sentences, the seeds and the GSR."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import gsr
from causes import Kind, found_kinds, wrong_kind
from claims import CORPUS, PARTS
from labels import Act, Labelled, read_gold
from matching import compare, is_record, is_triple, pair
from outcomes import LEVELS, Row, Tally, levels_of, wrong_levels
from rows import document

from neraca.cli.main import main as run_command
from neraca.packs.catalogue import Packs, load_packs
from neraca.pipeline.reading import analyse
from neraca.records import Claim, Document

OWN_PARTS = tuple(part for part in PARTS if part.endswith("test") and (CORPUS / f"{part}.jsonl").exists())
Texts = dict[tuple[str, str], str]
Why = Callable[[Act, Document, Packs, Sequence[Claim]], Kind]  # an act missed, and the claims that answer to none


def gold_files(shared: Path) -> dict[str, list[Path]]:
    """The files with the gold of each part."""
    own = {part: [CORPUS / f"{part}.jsonl"] for part in OWN_PARTS}
    plover = [shared / "data" / "plover_gsr" / "PLOVER_GSR_CAMEO.txt"]
    return own | {"seeds": sorted((shared / "gold" / "seeds").glob("*.jsonl")), "gsr": plover}


def read_own(part: str, data: Path, *, why: Why | None) -> tuple[list[Row], Texts]:
    """Rows of a part of our labels; `why` tells the kind of an act missed."""
    packs, language = load_packs(), PARTS[part]
    rows: list[Row] = []
    texts: Texts = {}
    for sentence in read_gold(CORPUS / f"{part}.jsonl", data, 1):
        texts[part, sentence.digest] = document(sentence.text, language).text
        rows += _own_rows(sentence, part, packs, why=why)
    return rows, texts


def _own_rows(sentence: Labelled, part: str, packs: Packs, *, why: Why | None) -> Iterator[Row]:
    language = PARTS[part]
    read = document(sentence.text, language)
    pairs, wrong = pair(sentence.acts, analyse(read, packs).claims)
    for act, claim in pairs:
        fields: dict[str, Tally] = {}
        kinds: tuple[Kind, ...] = ()
        reached: Sequence[str] = ()
        if claim is not None:
            fields, kinds = compare(act, claim), found_kinds(act, claim)
            reached = LEVELS[: 1 + is_triple(fields) + is_record(fields)]
        elif why is not None:
            kinds = (why(act, read, packs, wrong),)
        yield Row(
            part=part,
            language=language,
            place=sentence.digest,
            span=act.trigger,
            type=act.type,
            gold=True,
            levels=levels_of(reached=reached, found=claim is not None),
            fields=fields,
            stage=act.stage,
            said="" if claim is None else claim.stage.value,
            kinds=kinds,
        )
    for claim in wrong:
        yield Row(
            part=part,
            language=language,
            place=sentence.digest,
            span=(claim.trigger.span.start, claim.trigger.span.end),
            type=claim.event,
            gold=False,
            levels=wrong_levels(),
            stage=claim.stage.value,
            kinds=(wrong_kind(claim, sentence.acts),),
        )


def read_seeds(shared: Path) -> tuple[list[Row], Texts]:
    """Rows of the seed articles, paired and compared by the official scorer."""
    scorer = _scorer(shared)
    golds, founds, languages = scorer.read(shared / "gold" / "seeds"), *_exported(shared / "seeds")
    rows: list[Row] = []
    for name in sorted({gold["document"] for gold in golds}):
        gold, found = ([claim for claim in claims if claim["document"] == name] for claims in (golds, founds))
        rows += _seed_rows(scorer, gold, found, language=languages[name])
    texts = {("seeds", path.name): path.read_bytes().decode("utf-8") for path in (shared / "seeds").iterdir()}
    return rows, texts


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_claims", shared / "tools" / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def _exported(articles: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The claims that the command line exports for a folder of articles, and the language of each document."""
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", f"{folder}/store"]
        outputs = {name: Path(folder) / f"{name}.jsonl" for name in ("claims", "documents")}
        commands = [["add", str(articles)], *(["export", name, "-o", str(path)] for name, path in outputs.items())]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            codes = [run_command([*command, *store]) for command in commands]
        if any(codes):
            raise SystemExit(f"gate: reading the seed articles ended with the exit codes {codes}")
        claims, documents = (
            [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in outputs.values()
        )
    return claims, {row["document"]: row["lang"] for row in documents}


def _seed_rows(
    scorer: ModuleType, golds: list[dict[str, Any]], founds: list[dict[str, Any]], *, language: str
) -> Iterator[Row]:
    pairs = scorer.pair(golds, founds)
    partner = {id(gold): found for gold, found in pairs if gold["event"] == found["event"]}
    answered = {id(found) for gold, found in pairs if gold["event"] == found["event"] or gold.get("optional")}
    for gold in golds:
        if gold.get("optional"):
            continue
        found = partner.get(id(gold))
        fields = {} if found is None else _seed_fields(scorer, gold, found)
        reached: Sequence[str] = ()
        if found is not None:
            triple = scorer.parties(gold) == scorer.parties(found)
            reached = LEVELS[: 1 + triple + (triple and scorer.same_record(gold, found))]
        yield Row(
            part="seeds",
            language=language,
            place=gold["document"],
            span=(gold["span"]["start"], gold["span"]["end"]),
            type=gold["event"],
            gold=True,
            levels=levels_of(reached=reached, found=found is not None),
            fields=fields,
            stage=gold["stage"],
            said="" if found is None else found["stage"],
        )
    for found in founds:
        if id(found) not in answered:
            yield Row(
                part="seeds",
                language=language,
                place=found["document"],
                span=(found["span"]["start"], found["span"]["end"]),
                type=found["event"],
                gold=False,
                levels=wrong_levels(),
                stage=found["stage"],
            )


def _seed_fields(scorer: ModuleType, gold: dict[str, Any], found: dict[str, Any]) -> dict[str, Tally]:
    tallies = {name: (int(gold.get(name) == found.get(name)), 1, 1) for name in scorer.ONE_FIELDS}
    for name in scorer.SET_FIELDS:
        want, got = scorer.values(gold, name), scorer.values(found, name)
        tallies[name] = (len(want & got), len(want), len(got))
    return tallies


def read_gsr(shared: Path) -> tuple[list[Row], Texts]:
    """Rows of PLOVER's gold sentences; those that trained the reader are a part of their own."""
    rows: list[Row] = []
    texts: Texts = {}
    for sentence in gsr.read_rows(shared / "data", load_packs(), half=None, as_claimed=False):
        part = "gsr_trained" if sentence.trained else "gsr"
        place = gsr.digest_of([sentence.text])
        texts[part, place] = document(sentence.text, "en").text
        rows += _gsr_rows(sentence, part, place)
    return rows, texts


def _gsr_rows(sentence: gsr.Row, part: str, place: str) -> Iterator[Row]:
    """A root counts once a sentence for the event; whole sides count for every event, as in bench/gsr.py."""
    whole = gsr.hits(sentence, whole=True)
    roots = {event.root for event, _ in sentence.found}
    counted: set[str] = set()
    for event in sentence.gold:
        first = int(event.root not in counted)
        hit, met = int(event.root in roots and first), int(event in whole)
        counted.add(event.root)
        best = whole.get(event) or next((one for one, _ in sentence.found if one.root == event.root), None)
        sides = () if best is None else zip(("actor", "recipient"), event.sides(best), strict=False)
        yield Row(
            part=part,
            language="en",
            place=place,
            span=(0, 0),
            type=event.root,
            gold=True,
            levels={"event": (hit, first, hit), "triple": (met, 1, met)},
            fields={name: (int(mine == theirs), 1, 1) for name, (mine, theirs) in sides},
            about=f"{'+'.join(sorted(event.sources))}>{'+'.join(sorted(event.targets))}",
        )
    taken = set(whole.values())
    plain = {event: claim for event, claim in reversed(sentence.found) if not claim.optional}
    for event, claim in plain.items():
        if event in taken:
            continue
        new = int(event.root not in counted)
        counted.add(event.root)
        yield Row(
            part=part,
            language="en",
            place=place,
            span=(claim.trigger.span.start, claim.trigger.span.end),
            type=event.root,
            gold=False,
            levels={"event": (0, 0, new), "triple": (0, 0, 1)},
        )
