"""The command line's own words in the reader's language: which language that is, help, and wrong usage."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import typer
import typer.main

from neraca.cli.session import tell
from neraca.errors import NeracaError
from neraca.packs.problems import tell_again
from neraca.packs.said import USAGE
from neraca.packs.words import Words, languages, read_words
from neraca.service.project import DEFAULT_LANGUAGE, read_settings

LANGUAGE = "NERACA_LANG"
# Typer marks a paragraph whose lines are to stay as they are with this character.
_AS_IT_IS = "\b\n"
_EXTRA = re.compile(r"\[([^\[\]]*)\]$")
# Newer versions of typer write the name of the code's type behind an argument's.
_TYPE = re.compile(r" <[\w\[\]]+>$")
# They also put an argument's name in braces or brackets, beside the brackets and dots of our own.
_WRAPPED = (
    (re.compile(r"\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\[\[([^\[\]]*)\]\]"), r"[\1]"),
    (re.compile(r"\.{4,}"), "..."),
)


@runtime_checkable
class UsageProblem(Protocol):
    """What typer raises where a command line is wrong; `ctx` is the command's context, or None."""

    ctx: Any

    def format_message(self) -> str:
        """What is wrong, in English."""


def spoken_words(arguments: Sequence[str]) -> Words:
    """The words of help and errors: of `--lang`, else of NERACA_LANG, else of the project, else Indonesian.

    A language that there is none of is passed over here; the command itself refuses it.
    """
    known = languages()
    return read_words(next((one for one in _wishes(arguments) if one in known), DEFAULT_LANGUAGE))


def speak(app: typer.Typer, words: Words) -> Any:
    """The application's command with all its help in the language of `words`."""
    command = typer.main.get_command(app)
    for one in walk_commands(command):
        _speak(one, words)
    return command


def walk_commands(command: Any) -> Iterator[Any]:
    """A command, and all below it."""
    yield command
    for one in getattr(command, "commands", {}).values():
        yield from walk_commands(one)


def help_sentences(command: Any) -> Iterator[str]:
    """Every paragraph of help, and every name for a value, that a command has in English."""
    yield from paragraphs(command.help or "")
    yield from paragraphs(command.short_help or "")
    for parameter in command.params:
        yield from paragraphs(getattr(parameter, "help", None) or "")


def paragraphs(text: str) -> Iterator[str]:
    """Paragraphs of a help text as the catalogue has them: in one line, or with their lines where these stay."""
    for part in text.strip("\n").split("\n\n"):
        if part.startswith(_AS_IT_IS):
            yield part.removeprefix(_AS_IT_IS)
        elif part.strip():
            yield " ".join(part.split())


def tell_usage(problem: UsageProblem, words: Words) -> None:
    """Print how the command is used, what is wrong with the line given, and where help is; on stderr."""
    command, option = "neraca", "--help"
    if problem.ctx is not None:
        command, option = problem.ctx.command_path, problem.ctx.help_option_names[-1]
        tell(problem.ctx.get_usage())
    tell(words.say("usage.try", command=command, option=option) + "\n")
    tell(words.say("usage.error", message=tell_again(problem.format_message(), USAGE, words, kind="usage")))


def _wishes(arguments: Sequence[str]) -> Iterator[str]:
    for place, argument in enumerate(arguments):
        name, joined, value = argument.partition("=")
        if name == "--lang":
            yield (value if joined else "".join(arguments[place + 1 : place + 2])).strip().casefold()
    yield os.environ.get(LANGUAGE, "").strip().casefold()
    try:
        yield read_settings(Path()).language
    except NeracaError:
        return


def _speak(command: Any, words: Words) -> None:
    if command.help:
        # In the list of commands, the first paragraph whole: typer would cut it after 45 characters.
        first = next(paragraphs(command.short_help or command.help))
        command.short_help = words.gloss("help", first)
        command.help = _gloss(command.help, words)
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _gloss(parameter.help, words)
        if parameter.metavar:
            parameter.metavar = words.gloss("metavar", parameter.metavar)
    for name in ("options_metavar", "subcommand_metavar"):
        if getattr(command, name, None):
            setattr(command, name, words.gloss("metavar", getattr(command, name)))
    command.context_class = _context_class(command.context_class, words)


def _gloss(text: str, words: Words) -> str:
    parts = text.strip("\n").split("\n\n")
    marks = (_AS_IT_IS if part.startswith(_AS_IT_IS) else "" for part in parts if part.strip())
    return "\n\n".join(mark + words.gloss("help", one) for mark, one in zip(marks, paragraphs(text), strict=True))


def _context_class(base: Any, words: Words) -> Any:
    """The class of typer's contexts whose help speaks the language of `words`."""

    class Formatter(base.formatter_class):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            for wrapped, plain in _WRAPPED:
                args = wrapped.sub(plain, args)
            super().write_usage(prog, args, words.say("usage.usage") if prefix is None else prefix)

        def write_heading(self, heading: str) -> None:
            super().write_heading(words.gloss("help", heading))

        def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
            told = [(_TYPE.sub("", first), _gloss_extra(second, words)) for first, second in rows]
            super().write_dl(told, *args, **kwargs)

    return type("Context", (base,), {"formatter_class": Formatter})


def _gloss_extra(text: str, words: Words) -> str:
    """What typer itself says of an option: help's own, and in brackets the default, the variable, the bounds."""
    found = _EXTRA.search(text)
    if found is None:
        return words.gloss("help", text)
    parts = []
    for part in found[1].split("; "):
        name, colon, value = part.partition(": ")
        parts.append(words.gloss("help", name) + colon + value)
    return f"{text[: found.start()]}[{'; '.join(parts)}]"


def arguments_of(arguments: Sequence[str] | None) -> list[str]:
    """The arguments given; the process's own for None."""
    return list(sys.argv[1:] if arguments is None else arguments)
