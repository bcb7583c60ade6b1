"""How much a possible act is worth: words seen in labelled sentences, and the weights of what speaks for an act."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder

WORDS = "words.json"
WEIGHTS = "worth.json"


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic model: the weight of every feature by name, and from which probability an act is a claim.

    `least_listed` holds for listed verbs and for listed nouns with both parties, `least` for everything else.
    """

    weights: dict[str, float]
    least: float
    least_listed: float


class WorthBook(msgspec.Struct, frozen=True):
    """What is needed to judge a possible act.

    Attributes:
        words: By language and word, how often it stood in labelled sentences, and how often it named acts of a type.
        model: The weights.
    """

    words: dict[str, dict[str, tuple[int, dict[str, int]]]]
    model: Weights

    def seen(self, language: str, forms: tuple[str, ...], event: str) -> tuple[int, int]:
        """How often a word stood in the labelled sentences, and how often it named an act of the type.

        Of the word's forms (as it stands, without clitics) the first one counts that stood there at all.
        """
        known = self.words.get(language, {})
        times, named = next((known[form] for form in forms if form in known), (0, {}))
        return times, named.get(event, 0)


@lru_cache(maxsize=1)
def load_worth() -> WorthBook:
    """The book that the program ships, beside the trained reader.

    Raises:
        NeracaError: N203, a file is missing or damaged.
    """
    folder = data_folder() / "models" / "reader"
    name = WORDS
    try:
        words = msgspec.json.decode(
            (folder / WORDS).read_bytes(), type=dict[str, dict[str, tuple[int, dict[str, int]]]]
        )
        name = WEIGHTS
        model = msgspec.json.decode((folder / WEIGHTS).read_bytes(), type=Weights)
    except (OSError, msgspec.ValidationError, msgspec.DecodeError) as error:
        raise fail("N203", where=name, detail=str(error)) from error
    return WorthBook(words=words, model=model)
