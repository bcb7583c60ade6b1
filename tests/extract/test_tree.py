"""The tree answers whose verb it is: small trees by hand, heads counted from 0, -1 for the root."""

from neraca.extract.tree import Tree, build_tree
from neraca.records import Parse, Span, Token


def tree(*rows: tuple[str, str, int, str], words: tuple[str, ...] = ()) -> Tree:
    """A tree of rows of word, part of speech, head and relation; `words` joins tokens that are one word."""
    tokens, at = [], 0
    for text, upos, head, relation in rows:
        span = Span(start=at, end=at + len(text))
        feats = "PronType=Rel" if text in ("yang", "who") else "_"
        tokens.append(Token(span=span, upos=upos, feats=feats, head=head, relation=relation))
        at = span.end
    spans, at = [], 0
    for text in words or tuple(row[0] for row in rows):
        spans.append(Span(start=at, end=at + len(text)))
        at += len(text)
    return build_tree(tuple(spans), Parse(span=Span(start=0, end=at), tokens=tuple(tokens)))


def test_a_first_word_with_a_clitic_is_its_stem():
    found = tree(
        ("Rudal", "NOUN", 2, "nsubj"), ("nya", "PRON", 0, "nmod:poss"), ("jatuh", "VERB", -1, "root"),
        words=("Rudalnya", "jatuh"),
    )  # fmt: skip
    assert found.at_word == (0, 2)
    assert found.word_of == (0, 0, 1)
    assert found.subject(1) == 0


def test_an_auxiliary_has_the_subject_of_its_verb():
    found = tree(("Iran", "PROPN", 2, "nsubj"), ("akan", "AUX", 2, "aux"), ("kirim", "VERB", -1, "root"))
    assert found.subject(1) == found.subject(2) == 0


def test_a_second_verb_shares_the_subject():
    found = tree(
        ("Iran", "PROPN", 1, "nsubj"), ("datang", "VERB", -1, "root"), ("dan", "CCONJ", 3, "cc"),
        ("pergi", "VERB", 1, "conj"),
    )  # fmt: skip
    assert found.subject(3) == 0


def test_a_relative_clause_is_about_the_noun_before_it():
    found = tree(
        ("kapal", "NOUN", -1, "root"), ("yang", "PRON", 2, "nsubj"), ("tiba", "VERB", 0, "acl:relcl"),
    )  # fmt: skip
    assert found.subject(2) == 0


def test_who_is_asked_does_it():
    found = tree(
        ("AS", "PROPN", 1, "nsubj"), ("minta", "VERB", -1, "root"), ("Iran", "PROPN", 1, "obj"),
        ("mundur", "VERB", 1, "xcomp"),
    )  # fmt: skip
    assert found.subject(3) == 2


def test_a_verb_without_anybody_has_no_subject():
    assert tree(("hujan", "VERB", -1, "root")).subject(0) is None


def test_a_bare_number_is_no_subject_beside_a_noun():
    found = tree(
        ("200", "NUM", 2, "nsubj"), ("Iraqis", "PROPN", 2, "nsubj"), ("marched", "VERB", -1, "root")
    )  # fmt: skip
    assert found.subject(2) == 1


def test_two_clauses_have_two_predicates():
    found = tree(
        ("A", "PROPN", 1, "nsubj"), ("hit", "VERB", -1, "root"), ("B", "PROPN", 3, "nsubj"),
        ("fled", "VERB", 1, "conj"),
    )  # fmt: skip
    assert found.clause_of(0) == 1
    assert found.clause_of(2) == 3
