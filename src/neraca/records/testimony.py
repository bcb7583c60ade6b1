"""Independent witnesses: on whose word reports rest, each counted once whoever repeats it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from neraca.records.claim import Attribution, Claim, Stance, VoiceKind
from neraca.records.ids import require
from neraca.records.voices import UNNAMED, is_asserted

# Who passes on what others say: where such a voice and the one it quotes are both named, the quoted one is the source.
_PASSING_ON = frozenset({VoiceKind.AGENCY, VoiceKind.MEDIA, VoiceKind.DOCUMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One independent source of an event, with all that rests on it.

    Attributes:
        voice: Actor id, or what names the outlet or document whose own word it is (see `find_witnesses`).
        kinds: Of what kind the voice is where it is quoted; empty for an outlet's own word.
        is_party: It is a party to the event: its own announcement, not an outsider's observation.
        roots: Ids of the documents that rest on it, without those that derive from another, in order of their claims.
        documents: All that rest on it, copies included, in order of their claims.
        claims: Ids of their claims, in order.
    """

    voice: str
    kinds: tuple[VoiceKind, ...]
    is_party: bool
    roots: tuple[str, ...]
    documents: tuple[str, ...]
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        require(bool(self.voice and self.roots and self.documents and self.claims), self, "has an empty field")


def origin_voices(claim: Claim, stance: Stance = Stance.ASSERTS) -> frozenset[str]:
    """Actors on whose word a claim rests (or its denial); `UNNAMED` where the text names none.

    Agencies, media and documents count only where the text names nobody whom they quote.
    """
    voices = [voice for voice in claim.attributions if voice.stance is stance]
    if stance is Stance.ASSERTS and not voices:
        return frozenset({UNNAMED}) if is_asserted(claim) else frozenset()
    quoted = _named(voice for voice in voices if voice.kind not in _PASSING_ON)
    return quoted or _named(voices) or (frozenset({UNNAMED}) if voices else frozenset())


def find_witnesses(
    claims: Iterable[Claim],
    *,
    roots: Mapping[str, str],
    sources: Mapping[str, str] | None = None,
    parties: frozenset[str] = frozenset(),
    stance: Stance = Stance.ASSERTS,
) -> tuple[Witness, ...]:
    """Who vouches for claims of one event, or denies them, each independent of all others; in order of first claims.

    A document counts with the one it was derived from, and documents that rest on one voice are one witness: the
    result is the largest number of root documents that can each be given a voice of its own. A document that names
    nobody speaks for itself, or for what `sources` says that it rests on; one that does rests on those it names,
    though its headline may leave them out. A derived document adds no voice, nor does a report of an outlet or agency
    that names nobody but those whom another report of the same one names. Optional claims count only where there are no
    others.

    Args:
        claims: In order of publication; where the root itself has no claim, its first derivation speaks for it.
        roots: Root of each derived document; a document that is missing is its own root.
        sources: By document, what names the outlet or agency whose word it is; a document that is missing stands for
            itself.
        parties: Those of the event.
        stance: For or against.
    """
    kept = [(claim, said) for claim in claims if (said := origin_voices(claim, stance))]
    kept = [(claim, said) for claim, said in kept if not claim.optional] or kept
    own = sources or {}
    voices: dict[str, frozenset[str]] = {}
    speakers: dict[str, str] = {}
    for claim, said in kept:
        document = claim.document
        root = roots.get(document, document)
        if root not in speakers or (document == root != speakers[root]):
            speakers[root], voices[root] = document, said
        elif speakers[root] == document:
            voices[root] |= said
    choices = {root: tuple(sorted(said - {UNNAMED})) or (own.get(root, root),) for root, said in voices.items()}
    told_in = _tellings(choices, own)
    # In an order that further reports of one agency leave as it is, whichever of them comes first.
    tellers = sorted(
        (root for root in choices if told_in[root] == root), key=lambda one: (choices[one], own.get(one, one))
    )
    given = _matching([(root, choices[root]) for root in tellers])
    resting: dict[str, list[Claim]] = {}
    for claim, _ in kept:
        root = told_in[roots.get(claim.document, claim.document)]
        voice = given.get(root) or choices[root][0]
        resting.setdefault(voice, []).append(claim)
    return tuple(_witness(voice, of, roots=roots, stance=stance, parties=parties) for voice, of in resting.items())


def count_witnesses(claims: Iterable[Claim], roots: Mapping[str, str], sources: Mapping[str, str] | None = None) -> int:
    """Number of independent witnesses; see `find_witnesses`."""
    return len(find_witnesses(claims, roots=roots, sources=sources))


def _witness(
    voice: str, claims: Sequence[Claim], *, roots: Mapping[str, str], stance: Stance, parties: frozenset[str]
) -> Witness:
    quoted = {
        part.kind for claim in claims for part in claim.attributions if part.stance is stance and voice in part.who
    }
    return Witness(
        voice=voice,
        kinds=tuple(sorted(quoted)),
        is_party=voice in parties,
        roots=tuple(dict.fromkeys(roots.get(claim.document, claim.document) for claim in claims)),
        documents=tuple(dict.fromkeys(claim.document for claim in claims)),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
    )


def _named(voices: Iterable[Attribution]) -> frozenset[str]:
    return frozenset(actor for voice in voices for actor in voice.who)


def _tellings(choices: Mapping[str, tuple[str, ...]], own: Mapping[str, str]) -> dict[str, str]:
    """For each root the fullest report of the same outlet or agency, the first of equals; itself where there is none.

    All that outlets make of one agency's report is one report, however many voices it quotes.
    """
    fullest: dict[str, list[str]] = {}
    told_in = {}
    for root in sorted(choices, key=lambda one: -len(choices[one])):
        listed = fullest.setdefault(own.get(root, root), [])
        told_in[root] = next((one for one in listed if set(choices[root]) <= set(choices[one])), root)
        if told_in[root] == root:
            listed.append(root)
    return told_in


def _matching(choices: Sequence[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """The largest matching of documents to voices (augmenting paths, Kuhn 1955): voice by document."""
    taken: dict[str, int] = {}
    for index in range(len(choices)):
        _place(index, choices, taken, set())
    return {choices[index][0]: voice for voice, index in taken.items()}


def _place(index: int, choices: Sequence[tuple[str, tuple[str, ...]]], taken: dict[str, int], tried: set[str]) -> bool:
    # Depth is bounded by the number of different voices, a few dozen at most.
    for voice in choices[index][1]:
        if voice in tried:
            continue
        tried.add(voice)
        if voice not in taken or _place(taken[voice], choices, taken, tried):
            taken[voice] = index
            return True
    return False
