"""What an account's documents are beside their claims: findings, stories, credits, and how much of them has a voice."""

from __future__ import annotations

from collections.abc import Iterable

from neraca.link.credits import find_credits
from neraca.link.stories import find_stories
from neraca.packs.catalogue import Packs
from neraca.publish.background import Background, Voiced
from neraca.records import UNKNOWN_PARTY, Account, Claim, Finding
from neraca.service.checking import gather_findings
from neraca.weigh.sourcing import measure_sourcing


def gather_background(account: Account, packs: Packs, *, own: Iterable[Finding] = ()) -> Background:
    """Everything that is said of an account's documents beyond the account.

    Args:
        account: Its documents and claims are all that counts.
        packs: Names and words of credits, cues of checks.
        own: What checks of single documents found when they were read.
    """
    outlets = sorted({document.outlet.value for document in account.documents if document.outlet is not None})
    stated = [
        credit for document in account.documents for credit in find_credits(document, packs.credits, also=outlets)
    ]
    claims: dict[str, list[Claim]] = {}
    for claim in account.claims:
        claims.setdefault(claim.document, []).append(claim)
    return Background(
        findings=gather_findings(account, own, packs),
        stories=find_stories(account.documents, keys={own: _keys(told) for own, told in claims.items()}),
        credits=tuple(stated),
        voiced={document.id: _voiced(claims.get(document.id, ())) for document in account.documents},
    )


def _keys(claims: Iterable[Claim]) -> tuple[str, ...]:
    """What claims name in any language: parties, persons and item classes, by which articles of two languages meet."""
    found: set[str] = set()
    for claim in claims:
        for mention in claim.actors + claim.recipients:
            found.update(name for name in (mention.actor, mention.person) if name and name != UNKNOWN_PARTY)
        found.update(item.item_class for item in claim.items)
    return tuple(sorted(found))


def _voiced(claims: Iterable[Claim]) -> Voiced:
    counts = measure_sourcing(claims)
    return Voiced(
        named=counts.assertions - counts.voiceless - counts.anonymous,
        anonymous=counts.anonymous,
        bare=counts.voiceless,
    )
