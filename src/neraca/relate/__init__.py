"""Relates events to one another: exchange ledger, timeline, disputes."""

from neraca.relate.disputes import Dispute, DisputeKind, find_disputes
from neraca.relate.ledger import build_ledger
from neraca.relate.timeline import Timeline, build_chronology, build_timeline

__all__ = ["Dispute", "DisputeKind", "Timeline", "build_chronology", "build_ledger", "build_timeline", "find_disputes"]
