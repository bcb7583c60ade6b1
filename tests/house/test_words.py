"""House rules of words: what people read stands in the catalogue, in every language that there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import typer.main

from neraca.cli.main import build_app
from neraca.cli.speech import help_sentences, speak, walk_commands
from neraca.errors import CATALOGUE, ErrorKind, NeracaError, fail
from neraca.packs.files import data_folder, folder_files
from neraca.packs.problems import tell_again, tell_problem
from neraca.packs.said import DETAILS, KEPT, USAGE
from neraca.packs.words import Words, languages, read_words
from neraca.records import Issue

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "neraca"
OTHERS = tuple(language for language in languages() if language != "en")
BRACE = re.compile(r"\{([a-z_]+)\}")
# Of words that no command of ours has, typer's own.
TYPERS = ("Arguments", "Options", "Commands", "Show this message and exit.", "default", "required", "env var")
# What templates may say in every language alike: the program's name, codes, names of files, a unit of time.
ALIKE = re.compile(r"Neraca|UTC|SHA-256|PRK, RUS|event-…|https://|judgements\.(?:jsonl|csv)")


def lacking(words: Words, kind: str, sentences: list[str]) -> list[str]:
    """Sentences of the code that a language does not have, as they are to be written into its catalogue."""
    found = []
    for sentence in dict.fromkeys(sentences):
        try:
            words.translations.pgettext(kind, sentence)
        except KeyError:
            found.append(f'{words.language}.po: msgctxt "{kind}" msgid "{sentence}"')
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_of_help_is_said_in_every_language(language: str) -> None:
    command = typer.main.get_command(build_app())
    sentences = [sentence for one in walk_commands(command) for sentence in help_sentences(one)]
    assert len(sentences) > 80
    assert lacking(read_words(language), "help", [*sentences, *TYPERS]) == []


def test_every_option_and_argument_says_what_it_is_for() -> None:
    silent = [
        f"{one.name} {parameter.name}"
        for one in walk_commands(typer.main.get_command(build_app()))
        for parameter in one.params
        if parameter.name != "help" and not getattr(parameter, "help", None)
    ]
    assert silent == []


@pytest.mark.parametrize("language", OTHERS)
def test_wrong_usage_and_kept_issues_are_told_in_every_language(language: str) -> None:
    words = read_words(language)
    assert [*lacking(words, "usage", list(USAGE)), *lacking(words, "error", [*KEPT, *DETAILS])] == []


def test_every_detail_that_the_code_writes_is_told_in_every_language() -> None:
    untold = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) == "fail" and of_input(node):
                untold += [f"{path.name}:{node.lineno}: {text}" for text in details(node) if not is_told(text)]
    assert untold == []


def of_input(call: ast.Call) -> bool:
    """Whether people meet the error by what they gave; those of packs and records are for their makers."""
    return isinstance(call.args[0], ast.Constant) and str(call.args[0].value)[:2] in ("N1", "N3")


def details(call: ast.Call) -> list[str]:
    """Words that fill an error's braces, with 7 for what fills theirs."""
    values = [part for keyword in call.keywords if keyword.arg != "where" for part in alternatives(keyword.value)]
    return [text for text in map(written, values) if is_sentence(text)]


def alternatives(value: ast.expr) -> list[ast.expr]:
    return value.values if isinstance(value, ast.BoolOp) else [value]


def written(value: ast.expr) -> str:
    if isinstance(value, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in value.values)
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def is_told(text: str) -> bool:
    return tell_again(text, DETAILS, read_words("id")) != text


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.code)
def test_every_error_is_told_in_every_language(kind: ErrorKind, language: str) -> None:
    assert lacking(read_words(language), "error", [kind.message, kind.why, kind.fix]) == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.code)
def test_an_issue_that_keeps_an_error_is_told_as_the_error_is(kind: ErrorKind, language: str) -> None:
    words = read_words(language)
    values = {name: f"<{name} 7 (of 9), “a b”>" for name in BRACE.findall(kind.message + kind.why + kind.fix)}
    error = raised(kind.code, values)
    issue = Issue(code=kind.code, where="a.txt", message=error.message, why=error.why, fix=error.fix)
    told = tell_problem(issue, words)
    assert told == tell_problem(error, words)
    assert all(value in " ".join(told) for value in values.values())
    assert not BRACE.search("".join(told))


def raised(code: str, values: dict[str, str]) -> NeracaError:
    return fail(code, **values)


def test_in_english_a_problem_is_told_as_the_code_says_it() -> None:
    error = fail("N304", detail="cp1252")
    assert tell_problem(error, read_words("en")) == (error.message, error.why, error.fix)


def test_a_sentence_that_is_of_no_error_stays_as_it_is() -> None:
    issue = Issue(code="N504", where="a", message="by hand", why="nobody knows", fix="ask")
    assert tell_problem(issue, read_words("id")) == ("by hand", "nobody knows", "ask")


def test_templates_say_nothing_by_themselves() -> None:
    bare = []
    for folder in ("web", "publish"):
        for file in folder_files(data_folder().joinpath(folder), ".html.j2"):
            bare += [f"{file.name}: {words}" for words in own_words(file.read_text(encoding="utf-8"))]
    assert bare == []


def own_words(template: str) -> list[str]:
    """Text of a template that people would read and that is in no braces."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template, flags=re.DOTALL)
    shown = re.findall(r'\b(?:title|aria-label|placeholder|alt|data-label)="([^"]*)"', text)
    text = re.sub(r"<(script|style|code)\b.*?</\1>", " ", text, flags=re.DOTALL)
    shown += re.sub(r"<[^>]*>", "\n", text).split("\n")
    plain = (ALIKE.sub("", re.sub(r"&#?\w+;", " ", part)).strip() for part in shown)
    return [part for part in plain if re.search(r"[^\W\d_]{2}", part)]


def test_a_bare_word_in_a_template_is_found() -> None:
    assert own_words('<p title="Hello">{{ say("x") }} Go <b>on</b></p>{# a note #}{% if a %}<code>neraca</code>') == [
        "Hello",
        "Go",
        "on",
    ]


def test_scripts_have_their_words_from_the_page() -> None:
    spoken = []
    for file in folder_files(data_folder().joinpath("web", "static"), ".js"):
        code = re.sub(r"//.*|/\*.*?\*/", "", file.read_text(encoding="utf-8"))
        spoken += [
            f"{file.name}: {text}"
            for text in re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", code)
            if re.search(r"[A-Z]?[a-z]{2,} [a-z]{2,}", text)
        ]
    assert spoken == []


def test_the_command_line_and_the_web_app_print_no_sentence_of_their_own() -> None:
    spoken = []
    for path in (*(PACKAGE / "cli").glob("*.py"), *(PACKAGE / "web").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) in ("say", "tell", "print", "Text", "echo", "prompt"):
                spoken += [f"{path.name}:{node.lineno}: {text}" for text in literals(node) if is_sentence(text)]
    assert spoken == []


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def literals(call: ast.Call) -> list[str]:
    parts = [part for argument in call.args for part in ast.walk(argument)]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def is_sentence(text: str) -> bool:
    return re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", text) is not None


@pytest.mark.parametrize("language", languages())
def test_help_of_every_command_fits_its_lines_and_is_cut_nowhere(language: str) -> None:
    command = speak(build_app(), read_words(language))
    for one in walk_commands(command):
        with one.make_context(one.name, [], resilient_parsing=True) as context:
            usage, _, rest = one.get_help(context).partition("\n\n")
        assert usage.startswith(read_words(language).say("usage.usage"))
        assert [line for line in rest.splitlines() if len(line) > 80 and not line.startswith("    ")] == []
        assert not re.search(r"\.\.\.$", rest, flags=re.MULTILINE)
