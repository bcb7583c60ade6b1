"""Errors of the command line, the web app and the project: N1xx."""

from __future__ import annotations

from neraca.errors.kinds import RETRY, STOP, ErrorKind

COMMANDS: tuple[ErrorKind, ...] = (
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
        "dates are written YYYY-MM-DD, and the last day is not before the first",
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
        "known: same, different, wrong, right, misread, status STATUS, note, reliability LETTER, undo; before them"
        " stands what they are about",
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
        "a search, each side of OR and what stands in brackets need a word, a phrase or a filter; words to leave out"
        " are not enough",
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
)
