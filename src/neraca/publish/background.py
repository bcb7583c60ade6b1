"""What is known of the documents beside their claims: findings, stories, credits, and how much of them has a voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from neraca.records import Credit, Finding, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """How many assertions of a document rest on a voice with a name, on unnamed voices alone, and on none."""

    named: int
    anonymous: int
    bare: int

    @property
    def assertions(self) -> int:
        """All of them."""
        return self.named + self.anonymous + self.bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Everything that the dossier and the tables say of documents beyond the account.

    Attributes:
        findings: Of the documents' checks, by label and place.
        stories: Which documents report one matter, by their first day.
        credits: To whom reports owe themselves, by document and place.
        voiced: By document id.
    """

    findings: tuple[Finding, ...] = ()
    stories: tuple[Story, ...] = ()
    credits: tuple[Credit, ...] = ()
    voiced: Mapping[str, Voiced] = field(default_factory=dict)
