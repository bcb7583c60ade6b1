"""Links documents that share text, and claims that are about one event."""

from neraca.link.credits import find_credits
from neraca.link.events import group_claims
from neraca.link.lineage import find_derivations

__all__ = ["find_credits", "find_derivations", "group_claims"]
