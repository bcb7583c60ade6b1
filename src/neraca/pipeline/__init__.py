"""Runs the steps: per document in process or in processes, then over all documents together."""

from neraca.pipeline.account import build_account
from neraca.pipeline.reading import Outcome, analyse, analyse_all

__all__ = ["Outcome", "analyse", "analyse_all", "build_account"]
