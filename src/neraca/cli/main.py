"""The command `neraca`: its commands together, and errors as people read them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from neraca import __version__
from neraca.cli.adding import register_adding
from neraca.cli.care import register_care
from neraca.cli.forecast import register_forecast
from neraca.cli.imports import register_imports
from neraca.cli.ledger import register_ledger
from neraca.cli.lookup import register_lookup
from neraca.cli.network import register_network
from neraca.cli.outlook import register_outlook
from neraca.cli.output import register_output
from neraca.cli.reactions import register_reactions
from neraca.cli.review import register_review
from neraca.cli.sanctions import register_sanctions
from neraca.cli.search import register_search
from neraca.cli.serve import register_serve
from neraca.cli.session import tell_problem
from neraca.cli.speech import UsageProblem, arguments_of, speak, spoken_words, tell_usage
from neraca.cli.tables import register_tables
from neraca.cli.timeline import register_timeline
from neraca.errors import NeracaError, fail
from neraca.packs.words import Words

USAGE, BROKEN, INTERRUPTED, UNREAD = 2, 4, 130, 141

# Packs, records and stores that are not as they must be; all else that stops a command is for its caller to change.
_BROKEN_CODES = frozenset(("N199", "N201", "N202", "N401", "N402", "N504"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code: 0 fine, 1 findings, 2 usage, 3 part failed, 4 integrity broken.

    As shells have it, 130 means interrupted, and 141 that whoever read the output went away, as `head` does.

    Args:
        arguments: Without the program's name; None takes the process's own.
    """
    for stream in (sys.stdout, sys.stderr):
        # Names and quotes are no Latin-1: a narrow locale must not stop the output.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    try:
        code = _run(arguments)
        # What waits in a buffer would fail behind our back, when the process ends.
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_unread()
        return UNREAD
    return code


def _run(arguments: Sequence[str] | None) -> int:
    given = arguments_of(arguments)
    words = spoken_words(given)
    try:
        done = speak(build_app(), words).main(args=given, prog_name="neraca", standalone_mode=False)
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):
            # Typer makes a 1 of it, which here means findings.
            raise error.__context__ from None
        return error.code if isinstance(error.code, int) else 0 if error.code is None else USAGE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except NeracaError as error:
        return _report(error, words)
    except Exception as error:
        if isinstance(error, UsageProblem):
            tell_usage(error, words)
            return USAGE
        if os.environ.get("NERACA_TRACEBACK"):
            raise
        return _report(fail("N199", where=type(error).__name__, detail=str(error) or "no message"), words)
    return done if isinstance(done, int) else 0


def _drop_unread() -> None:
    """Send what is left in the buffers of closed pipes nowhere, so that the end of the process is quiet."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is None:
            continue
        try:
            stream.flush()
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def build_app() -> typer.Typer:
    """The application with all its commands."""
    app = typer.Typer(
        name="neraca",
        help="From news about dealings between states to an account that anyone can check.",
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for register in (
        register_adding,
        register_tables,
        register_timeline,
        register_ledger,
        register_network,
        register_reactions,
        register_sanctions,
        register_outlook,
        register_forecast,
        register_lookup,
        register_search,
        register_review,
        register_output,
        register_serve,
        register_imports,
        register_care,
    ):
        register(app)
    return app


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(USAGE)


def _report(error: NeracaError, words: Words) -> int:
    tell_problem(error, words)
    return BROKEN if error.code in _BROKEN_CODES else USAGE
