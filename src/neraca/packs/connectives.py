"""Words by which a text itself ties one act to another, from `data/lang/xx/connectives.toml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from neraca.packs.cues import Index, Phrases, phrase_index
from neraca.packs.files import data_folder, read_toml

Meaning = Literal["response", "trigger", "sequence", "judgement", "return"]
Order = Literal["after", "before", "open", "answer", "pays", "swaps"]


class ConnectiveRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that tie two acts, and where the sides stand.

    Attributes:
        words: The words, in lower case.
        means: An answer, what sets off, what merely comes next, a verdict on the other act, or a return for it.
        order: The act that came first stands `after` the words (*menyusul X*), `before` them (*X memicu …*), or is not
            named in their clause (`open`: *sebagai respons*). Of `answer`, the subject answers the object (*menanggapi
            X*); of `pays`, the object is paid for with what follows *dengan*, *with*; of `swaps` it is given for that.
        own: The words themselves name the act that answers (*mengecam*).
        opens: What came first stands behind one of these words, further on (*the first response … since*).
        types: The act that answers is of one of these types and its words touch the connection's.
        act: What comes first must be named by a noun of action or pointed at: a mere party urges (*mendorong*).
    """

    words: Phrases
    means: Meaning
    order: Order
    own: bool = False
    opens: Phrases = ()
    types: tuple[str, ...] = ()
    act: bool = False


class Anaphor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns that point back at an act (*langkah itu*, *the veto*), with the types or stages that it may have.

    A `deed` is what a text is about (*langkah Rusia ini*); other nouns with a party mean its last such act.
    """

    words: Phrases
    types: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    deed: bool = False


class ConnectiveFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A language's file.

    Attributes:
        pronouns: Point back alone.
        pointers: Point back with a noun.
        articles: Those of the pointers that do so only weakly.
        headings: Head a part that tells reactions.
        chains: Name reactions that the next sentences tell.
        instrument: Stands before what is paid with.
        price: Stands before what something is swapped for.
    """

    cue: tuple[ConnectiveRow, ...]
    anaphor: tuple[Anaphor, ...]
    pronouns: Phrases
    pointers: Phrases
    articles: Phrases
    headings: Phrases
    chains: Phrases
    instrument: Phrases
    price: Phrases


class Connectives(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A language's connectives, and indexes of their words."""

    file: ConnectiveFile
    cues: Index
    rows: dict[str, ConnectiveRow]
    anaphors: dict[str, Anaphor]

    def meaning(self, words: str) -> Meaning:
        """What a connection's words mean, as they stand in a text; headings head answers."""
        row = self.rows.get(" ".join(words.casefold().split()))
        return "response" if row is None else row.means


@lru_cache(maxsize=8)
def load_connectives(code: str) -> Connectives:
    """Read a language's connectives.

    Raises:
        NeracaError: N201 for a broken file.
    """
    file = read_toml(data_folder() / "lang" / code / "connectives.toml", ConnectiveFile)
    rows = {words: row for row in file.cue for words in row.words}
    return Connectives(
        file=file,
        cues=phrase_index(tuple(sorted(rows))),
        rows=rows,
        anaphors={word: row for row in file.anaphor for word in row.words},
    )
