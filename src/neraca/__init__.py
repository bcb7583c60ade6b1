"""Neraca: from news about dealings between states to an account that anyone can check."""

__version__ = "0.1.0"
