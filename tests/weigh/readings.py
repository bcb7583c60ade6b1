"""Short texts as the first reading gives them: sentences, names and times, without the trained reader."""

from __future__ import annotations

from dataclasses import replace

from builders import make_document
from neraca.annotate.read import annotate
from neraca.packs.catalogue import load_packs
from neraca.records import Certainty, Claim, Reading, Stage, When


def read(text: str, *, published: str | None = "2025-07-13", language: str = "id") -> Reading:
    packs = load_packs()
    document = make_document(text=text, published=published, language=language)
    pack, cues = packs.languages[language], packs.cues[language]
    return annotate(document, language=pack, actors=packs.actors, cues=cues)


def with_claim(reading: Reading, trigger: str, *, stage: Stage = Stage.OCCURRED, negated: bool = False) -> Reading:
    """The reading with a claim whose act is this word and whose time is the only one in the text."""
    text, when = reading.document.text, _only_time(reading)
    at = text.index(trigger)
    evidence = reading.document.evidence(at, at + len(trigger))
    claim = Claim(
        evidence=evidence,
        trigger=evidence,
        event="AGREE",
        stage=stage,
        negated=negated,
        certainty=Certainty.PLAIN,
        when=when,
    )
    return replace(reading, claims=(claim,))


def _only_time(reading: Reading) -> When:
    (when,) = reading.times
    return when
