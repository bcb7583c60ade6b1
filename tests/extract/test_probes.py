"""Probes: sentences on which readers of news commonly fail, in both languages, with all that must be right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import pytest

from neraca.packs.catalogue import load_packs
from neraca.pipeline.reading import analyse
from neraca.records import Certainty, Claim, Document, Stage, Stance


@dataclass(frozen=True, kw_only=True)
class Probe:
    """A sentence and one claim that it makes; `voices` holds who says it and how."""

    kind: str
    language: str
    text: str
    event: str
    actors: frozenset[str]
    recipients: frozenset[str] = frozenset()
    stage: frozenset[Stage] = frozenset({Stage.OCCURRED})
    negated: bool = False
    certainty: Certainty = Certainty.PLAIN
    voices: frozenset[tuple[str, Stance]] = field(default_factory=frozenset)
    optional: bool | None = None


def probe(kind: str, language: str, text: str, event: str, parties: str, **more: object) -> Probe:
    """A probe; `parties` is written `IRN>ISR`, with `+` between several."""
    actors, _, recipients = parties.partition(">")
    sides = [frozenset(side.split("+")) - {""} for side in (actors, recipients)]
    return Probe(kind=kind, language=language, text=text, event=event, actors=sides[0], recipients=sides[1], **more)  # type: ignore[arg-type]


MAYBE = {"stage": frozenset({Stage.PREDICTED}), "certainty": Certainty.HEDGED}
UNDER_CONDITION = {"stage": frozenset({Stage.HYPOTHETICAL})}
PLANNED = {"stage": frozenset({Stage.PLANNED})}

PROBES = (
    probe("may attack", "id", "Iran mungkin akan menyerang Israel.", "ASSAULT", "IRN>ISR", **MAYBE),
    probe("may attack", "en", "Iran may attack Israel.", "ASSAULT", "IRN>ISR", **MAYBE),
    probe("might attack", "id", "Turki bisa saja menyerang Suriah.", "ASSAULT", "TUR>SYR", **MAYBE),
    probe("might attack", "en", "Turkey might attack Syria.", "ASSAULT", "TUR>SYR", **MAYBE),
    probe("did not attack", "id", "Pakistan tidak menyerang India.", "ASSAULT", "PAK>IND", negated=True),
    probe("did not attack", "en", "Pakistan did not attack India.", "ASSAULT", "PAK>IND", negated=True),
    probe(
        *("denies having attacked", "id", "Rwanda membantah telah menyerang Kongo.", "ASSAULT", "RWA>COD"),
        voices=frozenset({("RWA", Stance.DENIES)}),
    ),
    probe(
        *("denies having attacked", "en", "Rwanda denied having attacked Burundi.", "ASSAULT", "RWA>BDI"),
        voices=frozenset({("RWA", Stance.DENIES)}),
    ),
    probe(
        *("said that", "id", "Korea Selatan mengatakan bahwa Korea Utara telah mengirim peluru artileri ke Rusia."),
        *("AID", "PRK>RUS"),
        voices=frozenset({("KOR", Stance.ASSERTS)}),
    ),
    probe(
        *("said that", "en", "South Korea said that North Korea had shipped artillery shells to Russia."),
        *("AID", "PRK>RUS"),
        voices=frozenset({("KOR", Stance.ASSERTS)}),
    ),
    probe("was shipped by", "id", "Suriah dikirimi peluru artileri oleh Iran.", "AID", "IRN>SYR"),
    probe("was shipped by", "en", "Syria was shipped artillery shells by Iran.", "AID", "IRN>SYR"),
    probe("if", "id", "Jika China menyerang Taiwan, harga minyak akan naik.", "ASSAULT", "CHN>TWN", **UNDER_CONDITION),
    probe("if", "en", "If China attacks Taiwan, oil prices will rise.", "ASSAULT", "CHN>TWN", **UNDER_CONDITION),
    probe("plans to", "id", "Polandia berencana mengirim tank ke Ukraina.", "AID", "POL>UKR", **PLANNED),
    probe("plans to", "en", "Poland plans to send tanks to Ukraine.", "AID", "POL>UKR", **PLANNED),
    probe("called on", "id", "Mesir menyerukan kepada Israel agar menghentikan serangan.", "REQUEST", "EGY>ISR"),
    probe("called on", "en", "Egypt called on Israel to halt the attacks.", "REQUEST", "EGY>ISR"),
    probe("Kim Jong Un", "id", "Kim Jong Un bertemu Putin di Vladivostok.", "CONSULT", "PRK+RUS"),
    probe("Kim Jong Un", "en", "Kim Jong Un met Putin in Vladivostok.", "CONSULT", "PRK+RUS"),
    probe(
        *("two acts, first", "id", "Amerika Serikat mengecam Rusia dan mengirim rudal ke Ukraina."),
        *("ACCUSE", "USA>RUS"),
    ),
    probe("two acts, second", "id", "Amerika Serikat mengecam Rusia dan mengirim rudal ke Ukraina.", "AID", "USA>UKR"),
    probe("two acts, first", "en", "Washington condemned Russia and sent missiles to Ukraine.", "ACCUSE", "USA>RUS"),
    probe("two acts, second", "en", "Washington condemned Russia and sent missiles to Ukraine.", "AID", "USA>UKR"),
    probe(
        *("hedge in a quotation", "id", "“Iran kemungkinan telah mengirim drone ke Rusia,” kata Gedung Putih."),
        *("AID", "IRN>RUS"),
        certainty=Certainty.HEDGED,
        voices=frozenset({("USA", Stance.ASSERTS)}),
    ),
    probe(
        *("hedge in a quotation", "en", "“Iran has probably sent drones to Russia,” the White House said."),
        *("AID", "IRN>RUS"),
        certainty=Certainty.HEDGED,
        voices=frozenset({("USA", Stance.ASSERTS)}),
    ),
    probe(
        *("double negation", "id", "Prancis tidak membantah telah mengirim senjata ke Ukraina.", "AID", "FRA>UKR"),
        voices=frozenset(),
    ),
    probe(
        *("double negation", "en", "France did not deny having sent weapons to Ukraine.", "AID", "FRA>UKR"),
        voices=frozenset(),
    ),
    probe("a question", "id", "Apakah Turki menyerang Suriah?", "ASSAULT", "TUR>SYR", optional=True),
    probe("a question", "en", "Has Turkey attacked Syria?", "ASSAULT", "TUR>SYR", optional=True),
    probe("a headline", "id", "Israel Serang Lebanon, Iran Kecam Keras", "ASSAULT", "ISR>LBN"),
    probe("a headline", "en", "Israel Strikes Lebanon, Iran Vows Revenge", "ASSAULT", "ISR>LBN"),
)


def read(one: Probe) -> tuple[Claim, ...]:
    digest = hashlib.sha256(one.text.encode()).hexdigest()
    document = Document(name="p.txt", sha256=digest, media_type="text/plain", language=one.language, text=one.text)
    return analyse(document, load_packs()).claims


def voices(claim: Claim) -> frozenset[tuple[str, Stance]]:
    return frozenset((who, voice.stance) for voice in claim.attributions for who in voice.who or (voice.kind.value,))


@pytest.mark.parametrize("one", PROBES, ids=lambda one: f"{one.language}: {one.kind}")
def test_a_probe_is_read_right(one: Probe) -> None:
    claims = [claim for claim in read(one) if claim.event == one.event]
    assert len(claims) == 1
    (claim,) = claims
    assert {m.actor for m in claim.actors} == one.actors
    assert {m.actor for m in claim.recipients} == one.recipients
    assert claim.stage in one.stage
    assert (claim.negated, claim.certainty, voices(claim)) == (one.negated, one.certainty, one.voices)
    assert one.optional is None or claim.optional == one.optional


@pytest.mark.parametrize("one", [one for one in PROBES if "two acts" not in one.kind], ids=lambda one: one.text)
def test_a_probe_makes_no_claim_about_anybody_else(one: Probe) -> None:
    known = one.actors | one.recipients | {who for who, _ in one.voices} | {"IRN"}
    assert all({m.actor for m in claim.actors + claim.recipients} <= known for claim in read(one))
