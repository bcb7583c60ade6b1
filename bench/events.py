"""Measure which claims are put together: our own test stories, `python bench/events.py [stories_b ...]`.

Only claims whose act is labelled count. Prints one JSON object for each file: scores of the groups, and of leaving
every claim by itself.
"""

from __future__ import annotations

import json
import sys

from coreference import all_scores
from story_labels import read_articles, read_claims

from neraca.link import find_derivations, group_claims
from neraca.packs.meaning import load_meaning_space
from neraca.weigh import find_roots

TEST = "stories_b"


def score_stories(name: str) -> dict[str, dict[str, float]]:
    """Scores of the program's groups, and of single claims."""
    known = read_claims(read_articles(name))
    roots = find_roots(find_derivations(known.documents))
    groups = group_claims(
        known.claims, known.documents, roots=roots, meanings=known.meanings, space=load_meaning_space()
    )
    found = {claim.id: at for at, group in enumerate(groups) for claim in group if claim.id in known.events}
    return {
        "grouped": all_scores(known.events, found),
        "single": all_scores(known.events, {own: own for own in known.events}),
        "counts": {"claims": len(known.events), "events": len(set(known.events.values()))},
    }


def main() -> None:
    """Print the scores of each file named."""
    for name in sys.argv[1:] or (TEST,):
        print(json.dumps({"stories": name, **score_stories(name)}))


if __name__ == "__main__":
    main()
