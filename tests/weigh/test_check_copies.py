"""What a copy lost of its original: hedges, voices, the exact words of a quotation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import make_document
from neraca.packs.catalogue import load_packs
from neraca.records import (
    Attribution,
    Certainty,
    Claim,
    Derivation,
    DerivationKind,
    Document,
    Finding,
    Stage,
    Stance,
    VoiceKind,
)
from neraca.weigh.copies import find_copy_errors


def found(
    original: str,
    rewrite: str,
    *,
    language: str = "id",
    claims: tuple[tuple[str, str, VoiceKind, tuple[str, ...]], ...] = (),
    kind: DerivationKind = DerivationKind.REWRITE,
) -> tuple[Finding, ...]:
    """Findings about a rewrite; a claim of the original is its words, those of its voice, and who that is."""
    parent = make_document("asal.txt", text=original, language=language)
    child = make_document("salinan.txt", text=rewrite, language=language)
    edge = Derivation(child=child.id, parent=parent.id, kind=kind, share=0.7, reason="published_earlier_that_day")
    told = [_claim(parent, words, voice, kind_of, who) for words, voice, kind_of, who in claims]
    return find_copy_errors([edge], documents=[child, parent], claims=told, cues=load_packs().cues)


def _claim(document: Document, words: str, voice: str, kind: VoiceKind, who: tuple[str, ...]) -> Claim:
    def evidence(quote: str):  # type: ignore[no-untyped-def]
        at = document.text.index(quote)
        return document.evidence(at, at + len(quote))

    said = Attribution(evidence=evidence(voice), who=who, kind=kind, stance=Stance.ASSERTS)
    claim = Claim(
        evidence=evidence(words),
        trigger=evidence(words.split(maxsplit=1)[0]),
        event="AID",
        stage=Stage.OCCURRED,
        negated=False,
        certainty=Certainty.PLAIN,
    )
    return replace(claim, attributions=(said,))


@pytest.mark.parametrize(
    ("original", "rewrite", "language", "word"),
    [
        (
            "Kapal itu diduga mengangkut suku cadang pesawat dari pelabuhan Bandar Abbas.",
            "Kapal itu mengangkut suku cadang pesawat dari pelabuhan Bandar Abbas.",
            "id",
            "diduga",
        ),
        (
            "Pabrik di utara kota itu dilaporkan telah membuat ribuan drone sejak musim semi.",
            "Pabrik di utara kota itu telah membuat ribuan drone sejak musim semi!",
            "id",
            "dilaporkan",
        ),
        (
            "The freighter reportedly carried spare parts for aircraft from the port of Bandar Abbas.",
            "The freighter carried spare parts for aircraft from the port of Bandar Abbas.",
            "en",
            "reportedly",
        ),
        (
            "The plant north of the city is believed to have built thousands of drones since spring.",
            "The plant north of the city has built thousands of drones since spring.",
            "en",
            "believed",
        ),
    ],
)
def test_a_dropped_hedge_is_found(original: str, rewrite: str, language: str, word: str) -> None:
    (finding,) = found(original, rewrite, language=language)
    assert finding.kind == "hedge_dropped"
    assert word in finding.message
    assert finding.evidence.quote == rewrite.rstrip(".!")


@pytest.mark.parametrize(
    ("original", "rewrite", "language"),
    [
        (
            "Kapal itu diduga mengangkut suku cadang pesawat dari pelabuhan Bandar Abbas.",
            "Kapal itu disinyalir mengangkut suku cadang pesawat dari pelabuhan Bandar Abbas.",
            "id",
        ),
        (
            "Kapal itu diduga mengangkut suku cadang pesawat dari pelabuhan Bandar Abbas.",
            "Kapal itu mengangkut suku cadang pesawat dari pelabuhan Bandar Abbas, kata seorang diplomat.",
            "id",
        ),
        (
            "Kapal itu mengangkut suku cadang pesawat dari pelabuhan Bandar Abbas, dan awaknya diduga warga asing.",
            "Kapal itu mengangkut suku cadang pesawat dari pelabuhan Bandar Abbas.",
            "id",
        ),
        (
            "The freighter left the port of Bandar Abbas in May carrying spare parts for aircraft.",
            "The freighter left the port of Bandar Abbas carrying spare parts for aircraft.",
            "en",
        ),
        (
            "Kapal itu diduga mengangkut suku cadang pesawat dari pelabuhan Bandar Abbas.",
            "Pelabuhan Bandar Abbas ditutup selama tiga hari karena badai pasir yang tebal.",
            "id",
        ),
    ],
)
def test_a_kept_or_replaced_hedge_and_another_sentence_are_left_alone(
    original: str, rewrite: str, language: str
) -> None:
    assert found(original, rewrite, language=language) == ()


UNNAMED = (
    "Dua sumber yang enggan disebut namanya mengatakan kapal itu mengangkut suku cadang pesawat dari Bandar Abbas."
)
BARE = "Kapal itu mengangkut suku cadang pesawat dari Bandar Abbas."


def test_a_dropped_unnamed_source_is_found() -> None:
    voice = ("mengangkut suku cadang pesawat dari Bandar Abbas", "Dua sumber", VoiceKind.ANONYMOUS, ())
    (finding,) = found(UNNAMED, BARE, claims=(voice,))
    assert finding.kind == "attribution_dropped"
    assert "Dua sumber" in finding.message


def test_a_voice_that_the_copy_names_elsewhere_is_left_alone() -> None:
    original = "Angkatan Laut Yunani mengatakan kapal itu mengangkut suku cadang pesawat dari Bandar Abbas."
    voice = ("mengangkut suku cadang pesawat dari Bandar Abbas", "Angkatan Laut Yunani", VoiceKind.MILITARY, ("GRC",))
    named = f"Angkatan Laut Yunani menahan kapal kargo. {BARE}"
    assert found(original, named, claims=(voice,)) == ()
    (finding,) = found(original, BARE, claims=(voice,))
    assert finding.kind == "attribution_dropped"


@pytest.mark.parametrize(
    ("copied", "differs"),
    [
        ("Kami tidak akan pernah menjual rudal itu kepada siapa pun", False),
        ("kami tidak akan pernah menjual rudal itu", False),
        ("Kami ... tidak menjual rudal itu kepada siapa pun", False),
        ("Kami tidak akan menjual satu rudal pun kepada siapa pun", True),
    ],
)
def test_a_quotation_is_compared_but_for_marks_and_gaps(copied: str, differs: bool) -> None:
    original = '"Kami tidak akan pernah menjual rudal itu kepada siapa pun," kata menteri itu di Athena.'
    rewrite = f'Di Athena, menteri itu mengatakan, "{copied}."'
    kinds = [finding.kind for finding in found(original, rewrite)]
    assert kinds == (["quotation_differs"] if differs else [])


def test_findings_do_not_depend_on_the_order_of_documents() -> None:
    texts = (
        "Kapal itu diduga mengangkut suku cadang pesawat perang.",
        "Kapal itu mengangkut suku cadang pesawat perang.",
    )
    documents = [make_document(f"{at}.txt", text=text) for at, text in enumerate(texts)]
    edge = Derivation(
        child=documents[1].id, parent=documents[0].id, kind=DerivationKind.COPY, share=0.9, reason="published_earlier"
    )
    cues = load_packs().cues
    first = find_copy_errors([edge], documents=documents, claims=[], cues=cues)
    assert first == find_copy_errors([edge], documents=documents[::-1], claims=[], cues=cues)
    assert len(first) == 1
