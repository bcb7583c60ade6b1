"""Every error that Neraca raises: a code, what happened, why, and how to fix it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Reaction(StrEnum):
    """What the caller should do about an error."""

    STOP = "stop"
    SKIP = "skip"
    RETRY = "retry"


class ErrorKind(NamedTuple):
    """One row of the catalogue; `{names}` are filled in when the error is raised."""

    code: str
    reaction: Reaction
    message: str
    why: str
    fix: str


STOP, SKIP, RETRY = Reaction.STOP, Reaction.SKIP, Reaction.RETRY

# N1xx command line and project · N2xx data packs · N3xx input · N4xx records · N5xx store · N6xx output
CATALOGUE: tuple[ErrorKind, ...] = (
    ErrorKind(
        "N101",
        STOP,
        "no store at {path}",
        "nothing has been added there yet",
        "run `neraca add PATH`, or name another store with --store",
    ),
    ErrorKind(
        "N102",
        STOP,
        "nothing called {name} in this store",
        "no id, or more than one, begins like this",
        "list ids with `neraca claims` or `neraca events`",
    ),
    ErrorKind(
        "N103",
        STOP,
        "{value} names no day or stretch of days",
        "dates are written YYYY-MM-DD, and --until is not before --since",
        "write for example 2025-04-30",
    ),
    ErrorKind("N104", STOP, "no export format {name}", "known formats: {known}", "name one of them"),
    ErrorKind(
        "N105",
        STOP,
        "{path} is in the way",
        "`neraca init` never overwrites a file",
        "choose another folder, or move it",
    ),
    ErrorKind(
        "N106", STOP, "neraca.toml: {detail}", "the file has keys or values it should not", "compare with `neraca init`"
    ),
    ErrorKind(
        "N107", STOP, "{value} is not known for {option}", "known: {known}", "use one of them, or leave the option out"
    ),
    ErrorKind("N108", STOP, "cannot write {path}: {detail}", "the system refused", "choose another folder"),
    ErrorKind(
        "N109",
        STOP,
        "no judgement in {words}",
        "known: same, different, wrong, right, misread, status STATUS, note, reliability LETTER, undo; before them stands"
        " what they are about",
        "write for example `neraca review ID wrong --note WHY`; `neraca review` alone lists what was judged",
    ),
    ErrorKind(
        "N110",
        STOP,
        "{name} ({kind}) cannot be judged {decision}",
        "{decision} is for {known}",
        "name one of these; `neraca claims`, `events` and `outlets` list them",
    ),
    ErrorKind(
        "N111",
        STOP,
        "{value} is no reliability",
        "A reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged (NATO AJP-2.1)",
        "write one letter from A to F",
    ),
    ErrorKind(
        "N112",
        STOP,
        "nobody's name for the judgement",
        "a judgement is a person's, and the system does not say who is logged in",
        "use --person NAME, or write person into neraca.toml",
    ),
    ErrorKind(
        "N113", STOP, "nothing to undo about {name}", "no judgement about it holds", "list them with `neraca review`"
    ),
    ErrorKind("N114", STOP, "a note without words", "a note is its words", "write them behind --note"),
    ErrorKind(
        "N115",
        STOP,
        "{one} and {other} say the opposite of each other",
        "one says that it happened, the other that it did not; both weigh on each other already",
        "judge the one wrong that is misread, or write a note",
    ),
    ErrorKind(
        "N116",
        STOP,
        "nothing about {name} should be otherwise",
        "a claim is misread where a field should be other than it was read",
        "say what it should be, with --event, --actor, --recipient, --stage, --negated, --item or --certainty",
    ),
    ErrorKind(
        "N117",
        STOP,
        "a status without a reason",
        "a person's status stands above the sources' own, so it says why",
        "write the reason behind --note",
    ),
    ErrorKind("N118", STOP, "no import format {name}", "known formats: {known}", "name one of them"),
    ErrorKind(
        "N119",
        STOP,
        "will not listen on {host} without a password",
        "anybody who reaches this address could read and judge everything",
        "set one with `neraca serve --set-password`, or leave out --host",
    ),
    ErrorKind("N120", STOP, "cannot listen on {host}, port {port}: {detail}", "the system refused", "choose --port"),
    ErrorKind(
        "N121",
        STOP,
        "too much at once: {detail}",
        "a browser may send {most} at once",
        "send it in parts, or add the folder with `neraca add`",
    ),
    ErrorKind("N122", STOP, "nothing to add", "neither a file nor a text came", "choose files, or paste a text"),
    ErrorKind(
        "N123",
        STOP,
        "{n} tasks are waiting already",
        "tasks that the browser begins are done one after the other",
        "try again when one of them is done",
    ),
    ErrorKind(
        "N124",
        STOP,
        "a whole dossier of {n} claims is too large for the browser",
        "at most {most} claims are laid out in one file here",
        "narrow it to a pair, an event, a question or days, or run `neraca report -o dossier.html`",
    ),
    ErrorKind(
        "N125",
        STOP,
        "a password of {n} characters",
        "whoever reaches the server may try as many as there are",
        "take {least} characters or more",
    ),
    ErrorKind(
        "N126",
        STOP,
        "{value} is no web address",
        "an address begins with http:// or https://",
        "copy it from the browser, or leave it out",
    ),
    ErrorKind(
        "N127",
        RETRY,
        "a task ended before it was done: {detail}",
        "the process that did it is gone, perhaps for want of memory",
        "begin it again; what was added already is in, and adding again adds nothing twice",
    ),
    ErrorKind(
        "N130",
        STOP,
        "nothing to search for in {query}",
        "a search, each side of OR and what stands in brackets need a word, a phrase or a filter; words to leave out are not enough",
        "write a word that must be there",
    ),
    ErrorKind(
        "N131",
        STOP,
        "too much in one search: {n}",
        "at most {most} words and phrases are searched for at once, in a dozen brackets",
        'put the words of a sentence in quotation marks: "like this"',
    ),
    ErrorKind(
        "N132",
        STOP,
        "{filter} cannot be used so: {detail}",
        "a filter is a name, a colon and one value, such as outlet:Antara, beside the words",
        'move it out of the brackets, or put its value in quotation marks: outlet:"The Example"',
    ),
    ErrorKind(
        "N140",
        STOP,
        "no event for {value}",
        "no event of the store is within these limits",
        "ask in other words, or widen",
    ),
    ErrorKind(
        "N199",
        STOP,
        "unexpected: {detail}",
        "a fault in Neraca itself",
        "report it with the command; NERACA_TRACEBACK=1 shows where it happened",
    ),
    ErrorKind(
        "N201", STOP, "{detail}", "a data file breaks its format", "compare with the file's neighbours and README"
    ),
    ErrorKind(
        "N202", STOP, "{name} is defined twice", "names in a pack are unique", "remove one of the two definitions"
    ),
    ErrorKind(
        "N203",
        STOP,
        "the trained reader cannot be loaded: {detail}",
        "a file of the installed package is missing or damaged",
        "install Neraca again; `neraca doctor` shows whether it helped",
    ),
    ErrorKind(
        "N301", SKIP, "no such file or folder", "the path leads nowhere", "check the spelling, or the folder you are in"
    ),
    ErrorKind("N302", SKIP, "the file is empty", "there is nothing to read", "remove it, or fetch the article again"),
    ErrorKind(
        "N303",
        SKIP,
        "this is not text",
        "bytes that no text encoding uses: {detail}",
        "export it as .txt, .md, .html, .json, .jsonl or .csv",
    ),
    ErrorKind(
        "N304",
        SKIP,
        "the text's encoding is unclear",
        "not UTF-8, and no other encoding fits well ({detail})",
        "save the file as UTF-8",
    ),
    ErrorKind(
        "N305",
        SKIP,
        "too large: {size} bytes",
        "an article file may have {limit} bytes",
        "split it, or convert it to .jsonl with an article a line",
    ),
    ErrorKind(
        "N306",
        SKIP,
        "no article text found in the page",
        "the HTML is cut short, or holds only navigation",
        "save the page again, or copy the article's text into a .txt file",
    ),
    ErrorKind("N307", SKIP, "not valid JSON: {detail}", "the file is cut short or broken", "fetch or export it again"),
    ErrorKind(
        "N308",
        SKIP,
        "the table lacks {missing}",
        "a CSV needs news-watch's columns title, publish_date, author, content, keyword, category, source, link",
        "add a header line with these names",
    ),
    ErrorKind(
        "N309",
        SKIP,
        "a record has no text",
        "looked for: {looked}",
        "give every record its article under one of these names",
    ),
    ErrorKind(
        "N310",
        SKIP,
        "no reader for {suffix} files",
        "known: .txt .md .html .htm .json .jsonl .csv",
        "convert it to one of these",
    ),
    ErrorKind("N311", SKIP, "cannot be opened: {detail}", "the system refused", "check the file's permissions"),
    ErrorKind(
        "N312",
        SKIP,
        "one line of {size} characters",
        "no article is written so; it is probably data",
        "break it into lines, or export the article as text",
    ),
    ErrorKind(
        "N313",
        SKIP,
        "a damaged record: {detail}",
        "the row could not be read; the others are in",
        "repair the row and add again",
    ),
    ErrorKind(
        "N314",
        SKIP,
        "the date {value} cannot be read",
        "it fits no known form",
        "write it as YYYY-MM-DD, or use --date",
    ),
    ErrorKind(
        "N315",
        SKIP,
        "the page is cut short",
        "its HTML ends before its elements are closed; what stands before is in",
        "save the page again, and add it again",
    ),
    ErrorKind(
        "N316",
        SKIP,
        "not UTF-8: read as {encoding}",
        "nothing in the file names its encoding; this one fits its bytes best",
        "look at its accented letters and quotation marks, and save the file as UTF-8",
    ),
    ErrorKind(
        "N320", SKIP, "reading failed: {detail}", "a fault of Neraca's own, not of the file", "report it with the file"
    ),
    ErrorKind(
        "N321",
        SKIP,
        "not read for claims: language {language}",
        "there are packs for {known} only; the text is kept and can be searched",
        "add a pack for the language (CONTRIBUTING.md says how), then add the article to a new store",
    ),
    ErrorKind(
        "N322",
        STOP,
        "the history lacks {missing}",
        "a history of events is a CSV with the columns date, source, type, target",
        "add a header line with these names",
    ),
    ErrorKind(
        "N323",
        SKIP,
        "no judgement: {detail}",
        "a line holds what `neraca export judgements` writes, as JSON Lines or CSV",
        "mend the line, or export the judgements again; importing again adds only what is missing",
    ),
    ErrorKind(
        "N324",
        SKIP,
        "a judgement about {name}, which is not in this store",
        "ids are made from content: the same article read by the same program has the same ones",
        "add the articles it is about, then import again; importing again adds only what is missing",
    ),
    ErrorKind(
        "N401", STOP, "{record}: {detail}", "a record may not exist broken", "report it: this is a fault in Neraca"
    ),
    ErrorKind(
        "N402",
        STOP,
        "not a {record}: {detail}",
        "the bytes are cut short, or something else wrote them",
        "write the record again; for a store, run `neraca verify`",
    ),
    ErrorKind(
        "N501", STOP, "not a Neraca store: {path}", "the file has another format", "name another folder with --store"
    ),
    ErrorKind(
        "N502",
        STOP,
        "the store was written by a newer Neraca (format {found}, known {known})",
        "its format is newer than this program",
        "update with `pip install --upgrade neraca`",
    ),
    ErrorKind(
        "N503",
        RETRY,
        "the store is busy",
        "another process has been writing for {timeout_s} s",
        "wait for it, then try again",
    ),
    ErrorKind(
        "N504", STOP, "the store is damaged: {detail}", "a stored record does not match its id", "run `neraca verify`"
    ),
    ErrorKind(
        "N505",
        STOP,
        "cannot write the store {path}: {detail}",
        "the system refused; what is in the store can still be read",
        "make its folder writable, free space on its disk, or name another folder with --store",
    ),
    ErrorKind(
        "N506",
        STOP,
        "cannot use the store {path}: {detail}",
        "the system refused",
        "check the permissions of its folder and files, or copy the folder and name the copy with --store",
    ),
    ErrorKind(
        "N507",
        RETRY,
        "the account could not be built: {detail}",
        "the process that builds it ended before it was done, perhaps for want of memory",
        "load the page again; if it stays so, run `neraca events` to see what happens",
    ),
    ErrorKind("N601", STOP, "cannot write {path}: {detail}", "the system refused", "choose another place with -o"),
)

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
