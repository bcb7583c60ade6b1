"""Packs: strict readers of everything enumerable under `data/`."""
