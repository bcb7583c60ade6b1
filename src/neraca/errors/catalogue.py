"""The catalogue of errors: a code, what happened, why, and how to fix it, one row each."""

from __future__ import annotations

from neraca.errors.commands import COMMANDS
from neraca.errors.kinds import RETRY, SKIP, STOP, ErrorKind

# N1xx command line and project · N2xx data packs · N3xx input · N4xx records · N5xx store · N6xx output
CATALOGUE: tuple[ErrorKind, ...] = (
    *COMMANDS,
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
        "N330",
        STOP,
        "no history in the form {form}: {detail}",
        "this form comes as {wanted}",
        "name the folder that holds these files, or a zip of it",
    ),
    ErrorKind(
        "N331",
        STOP,
        "cannot be unpacked: {detail}",
        "the archive is cut short, damaged, or closed by a password",
        "unpack it, and name the folder",
    ),
    ErrorKind(
        "N332",
        STOP,
        "more than {limit} bytes in one file",
        "the store keeps every file whole, and takes no larger one",
        "cut it into several files, by month or year, each with the first line",
    ),
    ErrorKind(
        "N333",
        STOP,
        "nothing tells on which day the times begin",
        "times are numbers here, and no note in the folder says the day of 0, or several say different days",
        "say it, for example --from 2014-01-01",
    ),
    ErrorKind(
        "N334",
        SKIP,
        "no event could be read; damaged rows: {n}",
        "the files hold nothing else, or they are of another form",
        "mend the files, or name their form; docs/histories.md shows what each form looks like",
    ),
    ErrorKind(
        "N335",
        SKIP,
        "the first line lacks {missing}",
        "the names of the columns stand in a table's first line",
        "put the names back, with a tab between them",
    ),
    ErrorKind(
        "N336",
        STOP,
        "{name} is in the store with this content, and a later import of that name counts",
        "of several histories with one name the last is used",
        "bring it in under another one with --name",
    ),
    ErrorKind(
        "N337",
        SKIP,
        "{count} more damaged rows, among {rows}",
        "only the first {most} of a file are named one by one",
        "mend those that are named, and import again",
    ),
    ErrorKind(
        "N338",
        STOP,
        "more than {limit} events in one history",
        "a history is kept and read as a whole, and must fit into memory",
        "bring it in as several histories, by years, each under a --name of its own",
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
    ErrorKind(
        "N602",
        STOP,
        "too little history: {events} events",
        "a ranking is learned from at least {least} events, spread over days",
        "import a longer history, or ask as of a later day",
    ),
    ErrorKind(
        "N603",
        STOP,
        "the relation {relation} is unknown to this history",
        "it knows {count} kinds of acts, and this is none of them",
        "name one as the history writes it",
    ),
    ErrorKind(
        "N604",
        STOP,
        "the boosted ranker needs LightGBM",
        "it is an optional part of Neraca: {detail}",
        "install it with: pip install 'neraca[boosted]'; on Linux it also needs the system's libgomp1",
    ),
    ErrorKind(
        "N605",
        STOP,
        "a ranking asks for one of the two parties",
        "either who does it or to whom it is done is given, not both and not neither",
        "name the actor or the target",
    ),
    ErrorKind(
        "N606",
        STOP,
        "{name} is unknown to this history",
        "no event of it names this party",
        "name one as the history writes it",
    ),
)
