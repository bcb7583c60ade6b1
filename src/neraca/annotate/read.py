"""The first reading of a document: sentences, quotations, names, references, times, quantities."""

from __future__ import annotations

from neraca.annotate.mentions import find_mentions
from neraca.annotate.parsing import parse_sentences
from neraca.annotate.quantities import find_quantities
from neraca.annotate.quotations import find_quotations
from neraca.annotate.references import find_references
from neraca.annotate.sentences import split_sentences
from neraca.annotate.times import find_times
from neraca.packs.actors import ActorBook
from neraca.packs.cues import Cues
from neraca.packs.language import Language
from neraca.packs.reader import ReaderModel
from neraca.records import Document, Mention, Reading


def annotate(
    document: Document, *, language: Language, actors: ActorBook, cues: Cues, reader: ReaderModel | None = None
) -> Reading:
    """Read everything in a document that a claim may be made of.

    Args:
        document: The article.
        language: The pack of its language.
        actors: All actors and offices.
        cues: The language's cues.
        reader: The trained reader; without it there are no parses.
    """
    sentences = split_sentences(document, language)
    names = find_mentions(document, sentences, actors)
    references = find_references(document, sentences, mentions=names, cues=cues)
    return Reading(
        document=document,
        sentences=sentences,
        parses=parse_sentences(document, sentences, language=language, reader=reader) if reader and sentences else (),
        quotations=find_quotations(document),
        mentions=tuple(sorted(names + references, key=_place)),
        times=find_times(document, sentences, language),
        quantities=find_quantities(document, sentences, language),
    )


def _place(mention: Mention) -> tuple[int, int, str]:
    return (mention.evidence.span.start, mention.evidence.span.end, mention.actor)
