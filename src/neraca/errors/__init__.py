"""Every error that Neraca raises: a code, what happened, why, and how to fix it."""

from __future__ import annotations

from neraca.errors.catalogue import CATALOGUE
from neraca.errors.kinds import ErrorKind, Reaction

__all__ = ["CATALOGUE", "ErrorKind", "NeracaError", "Reaction", "fail"]

_BY_CODE = {kind.code: kind for kind in CATALOGUE}


class NeracaError(Exception):
    """An error with a code, a reason and a way out; equal arguments survive pickling.

    Attributes:
        code: A key of the catalogue, such as `N301`.
        where: File, row or record that it happened in, or "".
        values: What fills the braces of the catalogue's sentences.
    """

    def __init__(self, code: str, where: str = "", values: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(code, where, values)
        self.code = code
        self.where = where
        self.values = values

    @property
    def kind(self) -> ErrorKind:
        """The catalogue's row."""
        return _BY_CODE[self.code]

    @property
    def message(self) -> str:
        """What happened, in one line, without the code."""
        return self.kind.message.format_map(dict(self.values))

    @property
    def why(self) -> str:
        """The reason, in one line."""
        return self.kind.why.format_map(dict(self.values))

    @property
    def fix(self) -> str:
        """The way out, in one line."""
        return self.kind.fix.format_map(dict(self.values))

    def __str__(self) -> str:
        """The whole report, as people see it."""
        place = f" ({self.where})" if self.where else ""
        return f"[{self.code}] {self.message}{place}\n  why: {self.why}\n  fix: {self.fix}"


def fail(code: str, /, where: str = "", **values: object) -> NeracaError:
    """Make the error `code`; raise what this returns.

    Args:
        code: A key of the catalogue.
        where: File, row or record.
        values: Fills the braces of the catalogue's sentences; every brace needs one.

    Raises:
        KeyError: The code is unknown or a brace has no value (a fault in the caller).
    """
    error = NeracaError(code, where, tuple((name, str(value)) for name, value in sorted(values.items())))
    _ = (error.message, error.why, error.fix)
    return error
