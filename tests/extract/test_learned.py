"""Acts of the trained reader beside those of the rules: what each adds, and who decides when they differ."""

import hashlib
from dataclasses import replace

from neraca.annotate.read import annotate
from neraca.extract.claims import find_claims
from neraca.packs.catalogue import load_packs
from neraca.records import Act, Argument, ArgumentRole, Claim, Document, Parse, Reading, Span, Stage, Token

PACKS = load_packs()


def document(text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name="a.txt", sha256=digest, media_type="text/plain", language="id", text=text)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def act(text: str, words: str, event: str, *, score: float = 0.9, **parties: str) -> Act:
    arguments = tuple(
        Argument(span=span(text, named), role=ArgumentRole(role), score=0.9) for role, named in parties.items()
    )
    return Act(
        span=span(text, words),
        types=((event, score),),
        stage=(Stage.PLANNED, 0.9),
        negated=0.0,
        hedged=0.0,
        arguments=arguments,
    )


def claims(text: str, *acts: Act) -> tuple[Claim, ...]:
    return read(text, *acts).claims


def read(text: str, *acts: Act) -> Reading:
    reading = annotate(document(text), language=PACKS.languages["id"], actors=PACKS.actors, cues=PACKS.cues["id"])
    (sentence,) = reading.sentences
    named = {one.span for one in acts}
    tokens = tuple(
        Token(span=word, upos="VERB" if word in named else "NOUN", feats="_", head=-1, relation="root")
        for word in sentence.words
    )
    parsed = replace(reading, parses=(Parse(span=sentence.span, tokens=tokens, acts=acts),))
    return find_claims(parsed, events=PACKS.events, items=PACKS.items, cues=PACKS.cues["id"])


def sides(claim: Claim) -> tuple[set[str], set[str]]:
    return {m.actor for m in claim.actors}, {m.actor for m in claim.recipients}


def test_an_act_that_no_rule_knows_becomes_a_claim_with_the_readers_parties_and_stage():
    text = "Norwegia menggembleng kadet Estonia di Tromso."
    (claim,) = claims(text, act(text, "menggembleng", "AID", actor="Norwegia", recipient="kadet Estonia"))
    assert (claim.event, claim.stage, claim.trigger.quote) == ("AID", Stage.PLANNED, "menggembleng")
    assert sides(claim) == ({"NOR"}, {"EST"})
    assert any(reason.rule == "reader" for reason in claim.reasons)


def test_an_act_that_the_reader_doubts_is_left_out():
    text = "Norwegia menggembleng kadet Estonia di Tromso."
    assert claims(text, act(text, "menggembleng", "AID", score=0.3, actor="Norwegia", recipient="Estonia")) == ()


def test_parties_that_no_pack_knows_are_others():
    text = "Seorang pelatih menggembleng para kadet di Tromso."
    (claim,) = claims(text, act(text, "menggembleng", "AID", actor="Seorang pelatih", recipient="para kadet"))
    assert sides(claim) == ({"GRP:OTHER"}, {"GRP:OTHER"})
    assert claim.recipients[0].evidence.quote == "para kadet"


def test_an_act_without_any_party_is_no_claim():
    text = "Seorang pelatih menggembleng para kadet di Tromso."
    assert claims(text, act(text, "menggembleng", "AID")) == ()


def test_the_reader_says_who_gives_and_who_gets():
    text = "Gandum itu dikirim Rusia untuk Mesir."
    (claim,) = claims(text, act(text, "dikirim", "AID", actor="Rusia", recipient="Mesir"))
    assert sides(claim) == ({"RUS"}, {"EGY"})


def test_a_side_that_the_reader_gives_to_somebody_unknown_is_another():
    text = "Pria bercadar menyerang tentara Mali di Gao."
    (claim,) = claims(text, act(text, "menyerang", "ASSAULT", actor="Pria bercadar", recipient="tentara Mali"))
    assert sides(claim) == ({"GRP:OTHER"}, {"MLI"})


def test_the_parties_of_a_meeting_stand_on_one_side():
    text = "Menlu Ghana disambut Menlu Togo di Lome."
    (claim,) = claims(text, act(text, "disambut", "CONSULT", actor="Menlu Ghana", recipient="Menlu Togo"))
    assert sides(claim) == ({"GHA", "TGO"}, set())


def test_a_body_of_state_without_a_name_is_of_the_state_named_before():
    text = "Ribuan warga Mali tiba di perbatasan, tetapi tentara menggembleng kadet Estonia."
    found = claims(text, act(text, "menggembleng", "AID", actor="tentara", recipient="kadet Estonia"))
    (claim,) = [claim for claim in found if claim.event == "AID"]
    assert sides(claim) == ({"MLI"}, {"EST"})
    assert claim.actors[0].evidence.quote == "tentara"


def test_what_is_counted_among_a_party_is_no_party_of_its_own():
    text = "Pria bercadar menyerang 16 warga Mali, termasuk perempuan dan anak-anak."
    (claim,) = claims(
        text, act(text, "menyerang", "ASSAULT", recipient="16 warga Mali, termasuk perempuan dan anak-anak")
    )
    assert sides(claim)[1] == {"MLI"}


def test_parts_joined_by_and_are_parties_each():
    text = "Para relawan dan kadet Estonia menggembleng warga Mali."
    (claim,) = claims(
        text,
        act(text, "menggembleng", "AID", score=1.0, actor="Para relawan dan kadet Estonia", recipient="warga Mali"),
    )
    assert sides(claim) == ({"EST", "GRP:OTHER"}, {"MLI"})


def test_a_denial_is_no_act():
    text = "Serbia membantah tuduhan Kosovo."
    assert claims(text, act(text, "membantah", "REJECT", actor="Serbia", recipient="Kosovo")) == ()


def test_an_act_seen_without_a_party_is_an_issue_with_its_words():
    text = "Serangan udara itu terjadi lagi semalam."
    reading = read(text, act(text, "Serangan udara", "ASSAULT", score=0.95))
    assert reading.claims == ()
    (issue,) = [issue for issue in reading.issues if issue.code == "act-not-read"]
    assert issue.evidence is not None
    assert issue.evidence.quote == "Serangan udara"
    assert not issue.is_problem


def test_every_claim_says_how_much_it_is_worth():
    text = "Norwegia menggembleng kadet Estonia di Tromso."
    (claim,) = claims(text, act(text, "menggembleng", "AID", actor="Norwegia", recipient="kadet Estonia"))
    scores = {reason.field: (reason.rule, reason.score) for reason in claim.reasons}
    assert scores["claim"][0] == "worth"
    assert 0.0 < scores["claim"][1] <= 1.0
    assert scores["event"] == ("reader", 0.9)
    assert scores["actor"] == ("reader", 0.9)


def test_who_says_that_he_spoke_with_somebody_is_the_other_party():
    text = "Presiden Ghana mengaku sudah berbicara dengan Presiden Togo."
    (claim,) = claims(text, act(text, "berbicara", "CONSULT", score=1.0))
    assert sides(claim) == ({"GHA", "TGO"}, set())
