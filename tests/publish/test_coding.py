"""Claims and events in PLOVER's and CAMEO's codes: by the words of the sentence, its items and the act's stage."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neraca.packs.coding import CodingBook, load_coding
from neraca.publish.coding import Coding, code_claim, code_event, coding_row, uncoded_reason
from neraca.records import Certainty, Claim, Event, EventStatus, Evidence, Item, Mention, MentionForm, Span, Stage


def evidence(text: str, start: int, end: int) -> Evidence:
    return Evidence(document="doc-a", span=Span(start=start, end=end), quote=text[start:end])


def claim_of(
    marked: str,
    event: str,
    stage: Stage = Stage.OCCURRED,
    *,
    negated: bool = False,
    items: tuple[str, ...] = (),
    parties: tuple[str, ...] = (),
) -> Claim:
    """A claim of one sentence, the words of the act in square brackets."""
    text = marked.replace("[", "").replace("]", "")
    start = marked.index("[")
    whole = evidence(text, 0, len(text))
    return Claim(
        evidence=whole,
        trigger=evidence(text, start, marked.index("]") - 1),
        event=event,
        stage=stage,
        negated=negated,
        certainty=Certainty.PLAIN,
        actors=tuple(Mention(evidence=evidence(text, 0, 1), actor=party, form=MentionForm.NAME) for party in parties),
        items=tuple(Item(evidence=evidence(text, 0, 1), item_class=name) for name in items),
    )


def coding_of(marked: str, language: str, event: str, stage: Stage = Stage.OCCURRED, **more: tuple[str, ...]) -> Coding:
    coding = code_claim(claim_of(marked, event, stage, **more), language=language, book=load_coding())
    assert coding is not None
    return coding


# sentence · language · type · mode · CAMEO
OCCURRED = [
    ("Presiden Mesir [mengunjungi] Ankara pada hari Senin.", "id", "CONSULT", "visit", "042"),
    ("Turki [menjamu] perdana menteri Irak di Ankara.", "id", "CONSULT", "visit", "043"),
    ("Macron [menelepon] Zelensky semalam.", "id", "CONSULT", "phone", "041"),
    ("Kedua menteri [bertemu] di Wina.", "id", "CONSULT", "", "040"),
    ("Delegasi Armenia dan Azerbaijan [berunding] di Abu Dhabi.", "id", "CONSULT", "", "046"),
    ("Pembicaraan itu [dimediasi] oleh Qatar.", "id", "CONSULT", "third-party", "045"),
    ("The two presidents [spoke] by phone on Tuesday.", "en", "CONSULT", "phone", "041"),
    ("Modi [arrived] in Colombo on Friday.", "en", "CONSULT", "visit", "042"),
    ("Oslo [hosted] the Colombian foreign minister.", "en", "CONSULT", "visit", "043"),
    ("Rwanda and Congo [negotiated] for three days.", "en", "CONSULT", "", "046"),
    ("Kenya dan Somalia [menandatangani] perjanjian dagang.", "id", "SUPPORT", "", "057"),
    ("Ghana [recognised] Kosovo and promised to establish diplomatic relations.", "en", "SUPPORT", "", "054"),
    ("Brasil [memuji] prakarsa itu.", "id", "SUPPORT", "", "051"),
    ("Washington [mencabut] sanksi terhadap Suriah.", "id", "CONCEDE", "", "085"),
    ("The junta [lifted] the curfew in Yangon.", "en", "CONCEDE", "", "0813"),
    ("India dan Prancis menggelar [latihan bersama] angkatan laut.", "id", "COOPERATE", "", "062"),
    ("Chile and Peru [share] intelligence on smugglers.", "en", "COOPERATE", "", "064"),
    ("Vietnam and Laos expanded [trade].", "en", "COOPERATE", "", "061"),
    ("Israel [menarik] seluruh pasukan dari kota itu.", "id", "RETREAT", "withdraw", "0874"),
    ("Hamas [membebaskan] tiga sandera.", "id", "RETREAT", "release", "0841"),
    ("Iran [released] the tanker and its crew; the vessel left port.", "en", "RETREAT", "release", "0842"),
    ("A [ceasefire] took hold at dawn.", "en", "RETREAT", "ceasefire", "0871"),
    ("Menteri itu [mengundurkan diri] kemarin.", "id", "RETREAT", "resign", "0831"),
    ("Sudan [allowed] inspectors into the plant.", "en", "RETREAT", "access", "0862"),
    ("Paus [menyerukan] gencatan senjata di Ukraina.", "id", "REQUEST", "yield", "0256"),
    ("Kyiv [demanded] the release of its sailors.", "en", "REQUEST", "yield", "1053"),
    ("Beijing [urged] both sides to return to talks.", "en", "REQUEST", "meet", "026"),
    ("Beirut [meminta] bantuan kemanusiaan kepada PBB.", "id", "REQUEST", "assist", "0233"),
    ("Oposisi [menuntut] presiden mengundurkan diri.", "id", "REQUEST", "change", "1041"),
    ("Jepang [mengecam] peluncuran itu.", "id", "ACCUSE", "disapprove", "111"),
    ("Polandia [menuduh] Belarus melakukan spionase.", "id", "ACCUSE", "allege", "1125"),
    ("Prosecutors in The Hague [investigate] war crimes in Darfur.", "en", "ACCUSE", "investigate", "094"),
    ("Manila lodged a formal [protest] over the collision.", "en", "ACCUSE", "disapprove", "114"),
    ("Rusia [memveto] rancangan resolusi itu.", "id", "REJECT", "yield", "129"),
    ("Teheran [menolak] perundingan langsung dengan Washington.", "id", "REJECT", "meet", "125"),
    ("Hungary [refused] to send weapons to Kyiv.", "en", "REJECT", "assist", "1222"),
    ("Brussels [threatened] Georgia with new sanctions.", "en", "THREATEN", "restrict", "1312"),
    ("Ankara [mengancam] akan menyerang pangkalan itu.", "id", "THREATEN", "violence", "1384"),
    ("Nigeria [threatened] to sever diplomatic relations.", "en", "THREATEN", "relations", "1313"),
    ("Ribuan warga [berunjuk rasa] menolak kenaikan harga.", "id", "PROTEST", "demo", "1412"),
    ("Prisoners began a [hunger strike].", "en", "PROTEST", "hunger", "142"),
    ("Dock workers went on [strike].", "en", "PROTEST", "strike", "143"),
    ("Inggris [mengusir] seorang diplomat Rusia.", "id", "SANCTION", "expel", "161"),
    ("Uni Eropa menjatuhkan [sanksi] kepada Belarus.", "id", "SANCTION", "discontinue", "163"),
    ("Colombia [cut ties] with Israel and recalled its ambassador.", "en", "SANCTION", "discontinue", "161"),
    ("Washington [suspended] military aid to Niger.", "en", "SANCTION", "discontinue", "1622"),
    ("Belarus [mengerahkan] dua batalion ke perbatasan.", "id", "MOBILIZE", "troops", "154"),
    ("Korea Utara [menguji] rudal balistik.", "id", "MOBILIZE", "weapons", "150"),
    ("Serbia put its army on [alert].", "en", "MOBILIZE", "troops", "152"),
    ("Polisi Turki [menangkap] dua wartawan Swedia.", "id", "COERCE", "arrest", "173"),
    ("Iran [seized] a tanker off Oman.", "en", "COERCE", "seize", "1711"),
    ("Malaysia [mendeportasi] seratus warga Myanmar.", "id", "COERCE", "deport", "174"),
    ("Seoul declared [martial law].", "en", "COERCE", "martial-law", "1724"),
    ("Armada itu [memblokade] pelabuhan Hodeidah.", "id", "COERCE", "restrict", "191"),
    ("Russian hackers [attacked] the ministry in a cyber operation.", "en", "COERCE", "cyber", "170"),
    ("Rusia [menyerang] Kharkiv dengan drone.", "id", "ASSAULT", "drone", "195"),
    ("Jet tempur Turki [menghantam] pangkalan di Irak.", "id", "ASSAULT", "aerial", "195"),
    ("Ethiopian artillery [hit] the town.", "en", "ASSAULT", "heavy-weapons", "194"),
    ("Militants [kidnapped] nine engineers.", "en", "ASSAULT", "abduct", "181"),
    ("Sebuah bom mobil [meledak] di Mogadishu.", "id", "ASSAULT", "explosives", "1832"),
    ("A gunman [opened fire] on the convoy.", "en", "ASSAULT", "firearms", "193"),
    ("Pasukan Sudan [menyerang] kota itu.", "id", "ASSAULT", "", "190"),
    ("Syrian forces [used] sarin against the town.", "en", "ASSAULT", "unconventional", "2041"),
    ("Mali and Niger [agreed] to hold talks next month.", "en", "AGREE", "", "036"),
    ("Kedua negara [sepakat] menghentikan pertempuran.", "id", "AGREE", "", "0356"),
    ("Both sides [agreed] on wider cooperation.", "en", "AGREE", "", "030"),
]


@pytest.mark.parametrize(("marked", "language", "event", "mode", "cameo"), OCCURRED)
def test_what_happened_has_the_mode_and_code_of_its_words(
    marked: str, language: str, event: str, mode: str, cameo: str
) -> None:
    coding = coding_of(marked, language, event)
    assert (coding.plover_event, coding.mode, coding.cameo) == (event, mode, cameo)


# sentence · language · type · stage · coded type · mode · CAMEO · items
STAGED = [
    ("Jerman akan [mengirim] tank ke Ukraina.", "id", "AID", Stage.PLANNED, "AGREE", "", "0332", ("arms",)),
    ("Norway will [send] grain to Yemen.", "en", "AID", Stage.PLANNED, "AGREE", "", "0333", ("food",)),
    ("Xi akan [mengunjungi] Hanoi bulan depan.", "id", "CONSULT", Stage.PLANNED, "AGREE", "", "036", ()),
    ("Cuba will [release] 500 prisoners.", "en", "RETREAT", Stage.PLANNED, "AGREE", "", "0353", ()),
    ("Peru will [sign] the treaty.", "en", "SUPPORT", Stage.PLANNED, "AGREE", "", "032", ()),
    ("Uni Eropa akan menjatuhkan [sanksi] baru.", "id", "SANCTION", Stage.PLANNED, "THREATEN", "restrict", "1312", ()),
    ("Rome will [expel] two envoys.", "en", "SANCTION", Stage.PLANNED, "THREATEN", "expel", "1313", ()),
    ("Israel akan [menyerang] Rafah.", "id", "ASSAULT", Stage.PLANNED, "THREATEN", "violence", "138", ()),
    (
        "Jepang akan [menempatkan] rudal di pulau itu.",
        "id",
        "MOBILIZE",
        Stage.PLANNED,
        "MOBILIZE",
        "weapons",
        "150",
        (),
    ),
    ("Vienna will [reject] the offer of talks.", "en", "REJECT", Stage.PLANNED, "REJECT", "meet", "125", ()),
    ("Kyiv meminta agar NATO [mengirim] rudal.", "id", "AID", Stage.URGED, "REQUEST", "assist", "0232", ("missiles",)),
    ("The pope asked both to [meet].", "en", "CONSULT", Stage.URGED, "REQUEST", "meet", "026", ()),
    ("Ankara menuntut pasukan itu [ditarik mundur].", "id", "RETREAT", Stage.URGED, "REQUEST", "yield", "1056", ()),
    ("Lawmakers called on Ottawa to [expel] the envoy.", "en", "SANCTION", Stage.URGED, "REQUEST", "", "020", ()),
]


@pytest.mark.parametrize(("marked", "language", "act", "stage", "event", "mode", "cameo", "items"), STAGED)
def test_the_stage_decides_the_type(
    marked: str, language: str, act: str, stage: Stage, event: str, mode: str, cameo: str, items: tuple[str, ...]
) -> None:
    coding = coding_of(marked, language, act, stage, items=items)
    assert (coding.plover_event, coding.mode, coding.cameo) == (event, mode, cameo)


# sentence · language · type · items · contexts · CAMEO
CONTEXTS = [
    ("Iran [mengirim] barang ke Rusia.", "id", "AID", ("munitions",), ("military",), "072"),
    ("India [gave] a loan of two billion dollars.", "en", "AID", ("money",), ("economic",), "071"),
    ("Tim medis Kuba [tiba] setelah gempa.", "id", "AID", ("labour",), ("economic", "health", "disasters"), "073"),
    ("Kanada [memberi] suaka kepada pembelot itu.", "id", "AID", (), ("asylum",), "075"),
    ("Ireland [sent] peacekeepers to Lebanon.", "en", "AID", (), ("peacekeeping",), "074"),
    ("Mesir [membantu] tetangganya.", "id", "AID", (), (), "070"),
    ("Bin Salman [helped] the neighbours.", "en", "AID", (), (), "070"),
    ("IAEA [mengecam] pengayaan uranium.", "id", "ACCUSE", (), ("cbrn",), "111"),
    ("Parlemen Ceko [mendukung] vaksin.", "id", "SUPPORT", (), ("legislative", "health"), "051"),
]


@pytest.mark.parametrize(("marked", "language", "event", "items", "contexts", "cameo"), CONTEXTS)
def test_contexts_come_from_words_and_items(
    marked: str, language: str, event: str, items: tuple[str, ...], contexts: tuple[str, ...], cameo: str
) -> None:
    coding = coding_of(marked, language, event, items=items)
    assert (coding.contexts, coding.cameo) == (contexts, cameo)


def test_the_mode_whose_words_stand_nearest_to_the_act_counts() -> None:
    text = "Drone itu jatuh, lalu artileri [menyerang] kota."
    assert coding_of(text, "id", "ASSAULT").mode == "heavy-weapons"


def test_a_drone_that_was_shot_down_did_not_attack() -> None:
    assert coding_of("Ukraina [menembak jatuh] sebuah drone.", "id", "ASSAULT").mode == ""


def test_an_organisation_among_the_parties_makes_a_meeting_multilateral() -> None:
    assert coding_of("Mereka [bertemu] di Jenewa.", "id", "CONSULT", parties=("IGO:UN", "IRN")).mode == "multilateral"


@pytest.mark.parametrize(
    ("marked", "language", "event", "mode", "cameo"),
    [
        ("Pemerintah Fiji [meminta] bantuan pangan.", "id", "REQUEST", "assist", "0233"),
        ("Presiden Kenya [melawat] ke Roma di tengah krisis.", "id", "CONSULT", "visit", "042"),
        ("Menteri pertahanan itu [menyita] paspor mereka.", "id", "COERCE", "seize", "1711"),
        ("Menteri pertahanan itu [menekan] Praha.", "id", "COERCE", "", "170"),
        ("Perbatasan itu [ditekan] aparat.", "id", "COERCE", "", "170"),
        ("The chief executive's house was [attacked].", "en", "ASSAULT", "", "190"),
    ],
)
def test_words_of_one_stem_and_another_sense_give_nothing(
    marked: str, language: str, event: str, mode: str, cameo: str
) -> None:
    coding = coding_of(marked, language, event)
    assert (coding.mode, coding.cameo) == (mode, cameo)


def test_one_language_lends_no_words_to_the_other() -> None:
    assert coding_of("Mereka [meet] di sana.", "id", "REQUEST").mode == ""
    assert coding_of("Kunjungan itu [visit].", "fr", "CONSULT").mode == ""


def test_intensity_is_the_modes_score_or_the_types() -> None:
    assert coding_of("Moskow [mengecam] Riga.", "id", "ACCUSE").intensity == -2.0
    assert coding_of("Moskow dan Riga [saling serang].", "id", "ACCUSE").intensity == -3.0
    assert coding_of("Massa [membakar bendera].", "id", "PROTEST").intensity == -5.0
    assert coding_of("Jerman akan [mengirim] tank.", "id", "AID", Stage.PLANNED).intensity == 2.5


def test_the_code_gives_class_and_goldstein_value() -> None:
    coding = coding_of("Iran [mengirim] barang.", "id", "AID", items=("arms",))
    assert (coding.quad_class, coding.goldstein) == ("material_cooperation", 8.3)


@pytest.mark.parametrize("stage", [Stage.PREDICTED, Stage.HYPOTHETICAL])
def test_what_may_come_is_not_coded(stage: Stage) -> None:
    claim = claim_of("China mungkin [mengirim] drone.", "AID", stage)
    assert code_claim(claim, language="id", book=load_coding()) is None
    assert uncoded_reason(claim) == stage.value
    row = coding_row(None, reason=uncoded_reason(claim))
    assert row == {
        **dict.fromkeys(("plover_event", "mode", "quad_class", "cameo", "goldstein", "intensity")),
        **{"contexts": [], "reason": stage.value},
    }


def event_of(claims: list[Claim], *, negated: bool = False) -> Event:
    return Event(
        anchor=claims[0].id,
        type=claims[0].event,
        stage=claims[0].stage,
        status=EventStatus.REPORTED,
        actors=(),
        recipients=(),
        items=(),
        when=None,
        reports=1,
        witnesses=1,
        denials=(),
        figures=(),
        claims=tuple(claim.id for claim in claims),
        negated=negated,
    )


def test_an_event_has_the_mode_of_most_of_its_claims() -> None:
    claims = [
        claim_of("Rusia [menyerang] Odesa.", "ASSAULT"),
        claim_of("Rusia [menyerang] Odesa dengan drone.", "ASSAULT"),
        claim_of("Drone Rusia [menghantam] Odesa.", "ASSAULT"),
        claim_of("Rudal Rusia [menghantam] pelabuhan Odesa.", "ASSAULT"),
    ]
    members = [(claim, "id") for claim in claims]
    coding = code_event(event_of(claims), members=members, book=load_coding())
    assert coding is not None
    assert (coding.mode, coding.contexts, coding.cameo) == ("drone", (), "195")
    assert code_event(event_of(claims, negated=True), members=members, book=load_coding()) is None


def test_every_type_has_a_code_for_what_happened_and_what_is_planned_or_urged(every_sign: list[str]) -> None:
    book: CodingBook = load_coding()
    for event, stage in itertools.product(book.types, (Stage.OCCURRED, Stage.ONGOING, Stage.PLANNED, Stage.URGED)):
        for words in every_sign:
            coding = code_claim(claim_of(f"[{words}]", event, stage), language="id", book=book)
            assert coding is not None
            assert coding.cameo in book.codes
            assert coding.mode in {"", *(mode.row.name for mode in book.modes[coding.plover_event])}
            if stage in (Stage.OCCURRED, Stage.ONGOING):
                assert coding.plover_event == event


@pytest.fixture
def every_sign() -> list[str]:
    """Each mode's words, as one text for each mode, and a text without any."""
    rows = [mode.row for modes in load_coding().modes.values() for mode in modes]
    return ["xyzzy", *(" ".join(row.id).replace("=", "") for row in rows)]


@given(
    event=st.deferred(lambda: st.sampled_from(sorted(load_coding().types))),
    stage=st.sampled_from(Stage),
    words=st.text(alphabet="abdeikmnrstu [", max_size=30),
)
def test_a_negated_act_is_never_coded(event: str, stage: Stage, words: str) -> None:
    claim = claim_of(f"[x] {words.replace('[', '')}", event, stage, negated=True)
    assert code_claim(claim, language="id", book=load_coding()) is None
    assert uncoded_reason(claim) == "negated"
