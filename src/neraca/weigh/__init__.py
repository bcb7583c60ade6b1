"""Weighs what claims of one event amount to: status, independent witnesses, figures, credibility."""

from neraca.weigh.assess import Sources, assess, assess_groups
from neraca.weigh.witnesses import find_roots, independent_roots

__all__ = ["Sources", "assess", "assess_groups", "find_roots", "independent_roots"]
