"""Counts on whose word a document's claims stand, and finds documents that hardly ever say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from neraca.packs.cues import Cues
from neraca.records import Certainty, Claim, Finding, Reading, VoiceKind

UNATTRIBUTED = "unattributed"

# Far out: of so many assertions, hardly one in ten has a voice.
_LEAST_ASSERTIONS = 8
_FAR_OUT = 0.9
# Acts of speech: who accuses or refuses is the voice.
_SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_MARKS = re.compile(r"[\"“”«»„]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourcing:
    """How many assertions a document makes, and how many of them without a voice or on unnamed voices alone."""

    assertions: int
    voiceless: int
    anonymous: int

    @property
    def voiceless_share(self) -> float | None:
        """Share without any voice; None without assertions."""
        return self.voiceless / self.assertions if self.assertions else None

    @property
    def anonymous_share(self) -> float | None:
        """Share with anonymous voices only; None without assertions."""
        return self.anonymous / self.assertions if self.assertions else None


def measure_sourcing(claims: Iterable[Claim]) -> Sourcing:
    """Count the assertions among a document's claims (headings, repetitions and mere mentions are none)."""
    assertions = [claim for claim in claims if not claim.optional]
    return Sourcing(
        assertions=len(assertions),
        voiceless=sum(not claim.attributions for claim in assertions),
        anonymous=sum(_is_anonymous(claim) for claim in assertions),
    )


def find_unattributed(reading: Reading, *, cues: Cues) -> tuple[Finding, ...]:
    """A finding when next to nothing in a document with many assertions has a voice.

    More counts as a voice here than in `measure_sourcing`: a word of reporting or quotation marks in the paragraph, a
    hedge (*is said to*), and acts that are speech themselves (*Seoul condemned*).
    """
    claims = [claim for claim in reading.claims if not claim.optional]
    if len(claims) < _LEAST_ASSERTIONS:
        return ()
    bare = [claim for claim in claims if _stands_alone(claim, reading=reading, cues=cues)]
    if len(bare) < _FAR_OUT * len(claims):
        return ()
    return (
        Finding(
            evidence=bare[0].evidence,
            kind=UNATTRIBUTED,
            message=f"{len(bare)} of {len(claims)} assertions are told as plain facts, without saying who says so.",
            settle="The sources of the text; for each assertion that others contest, a second text that names its own.",
            values=(("bare", str(len(bare))), ("n", str(len(claims)))),
        ),
    )


def _is_anonymous(claim: Claim) -> bool:
    return bool(claim.attributions) and all(voice.kind is VoiceKind.ANONYMOUS for voice in claim.attributions)


def _stands_alone(claim: Claim, *, reading: Reading, cues: Cues) -> bool:
    if claim.attributions or claim.certainty is not Certainty.PLAIN or claim.event in _SPOKEN:
        return False
    text, span = reading.document.text, claim.evidence.span
    end = text.find("\n", span.end)
    words = text[text.rfind("\n", 0, span.start) + 1 : len(text) if end < 0 else end]
    voices = cues.voices
    reporting = (*voices.asserts, *voices.after, *voices.according, *voices.denies, *voices.doubts, *voices.declines)
    return _MARKS.search(words) is None and _finder(reporting).search(words) is None


@lru_cache(maxsize=8)
def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)
