"""Use cases: the only place that joins store and pipeline."""

from neraca.service.accounts import build_account
from neraca.service.adding import Report, add

__all__ = ["Report", "add", "build_account"]
