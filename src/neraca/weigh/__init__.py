"""Weighs what claims of one event amount to: status, independent witnesses, figures."""

from neraca.weigh.assess import assess, assess_groups
from neraca.weigh.witnesses import find_roots, independent_roots

__all__ = ["assess", "assess_groups", "find_roots", "independent_roots"]
