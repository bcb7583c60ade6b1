"""What things were given for, as the texts say it: *sebagai imbalan atas pasukan*, *in return for shells*."""

from __future__ import annotations

from collections.abc import Iterable

from neraca.records import Claim, Evidence, LinkType, Return


def find_returns(claims: Iterable[Claim]) -> tuple[Return, ...]:
    """Every gift of which a text says what it was given for, in the order of the claims, then of the words.

    Of one tie the words and the claims stand together; words alone stand where no claim of the text tells what they
    name (*bayaran untuk senjata*).
    """
    return tuple(one for claim in claims for one in _returns_of(claim))


def _returns_of(claim: Claim) -> Iterable[Return]:
    own = claim.id
    prices: dict[Evidence, list[str]] = {}
    for link in claim.links:
        if link.type is LinkType.IN_RETURN_FOR and link.cue is not None:
            prices.setdefault(link.cue, []).append(link.to)
    words: dict[Evidence, list[Evidence]] = {}
    for purpose in claim.purposes:
        words.setdefault(purpose.cue, []).append(purpose.evidence)
    for cue in sorted({*prices, *words}):
        named = sorted(words.get(cue, ()))
        told = tuple(sorted(prices.get(cue, ())))
        if told or named:
            # Several words stand for several claims, whose own sentences they are.
            yield Return(given=own, cue=cue, words=named[0] if len(named) == 1 else None, prices=told)
