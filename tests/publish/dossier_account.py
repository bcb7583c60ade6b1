"""An account made by hand, wide enough to lay out a whole dossier: two languages, every status, hostile text."""

# ruff: noqa: E501

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

from neraca.packs.words import Names
from neraca.records import (
    Account,
    Attribution,
    Certainty,
    Claim,
    Derivation,
    DerivationKind,
    Document,
    Entry,
    EntryStatus,
    Event,
    EventStatus,
    Evidence,
    Found,
    Item,
    Mention,
    MentionForm,
    Quantity,
    Reason,
    Span,
    Stage,
    Stance,
    TimeSpan,
    VoiceKind,
    When,
)


def span(start: str | None, end: str | None) -> TimeSpan:
    return TimeSpan(start=date.fromisoformat(start) if start else None, end=date.fromisoformat(end) if end else None)


def document(
    name: str,
    text: str,
    *,
    outlet: str | None,
    day: str | None,
    language: str = "id",
    title: str | None = None,
    url: str | None = None,
    how: str = "metadata",
) -> Document:
    def found(value: str | None) -> Found | None:
        return None if value is None else Found(value=value, how=how)

    head = text.partition("\n")[0]
    return Document(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        language=language,
        text=text,
        title=Found(value=title, how="given")
        if title
        else Found(value=head, how="text", span=Span(start=0, end=len(head)), quote=head),
        outlet=found(outlet),
        published=found(day),
        url=None if url is None else Found(value=url, how="given"),
    )


class Reader:
    """Makes the claims of one document from the words themselves."""

    def __init__(self, source: Document) -> None:
        self.source = source
        self.claims: list[Claim] = []

    def at(self, words: str, within: Span | None = None) -> Evidence:
        start = self.source.text.index(words, within.start if within else 0)
        return self.source.evidence(start, start + len(words))

    def claim(
        self,
        words: str,
        trigger: str,
        event: str,
        actors: str = "",
        recipients: str = "",
        *,
        stage: Stage = Stage.OCCURRED,
        items: tuple[tuple[str, str], ...] = (),
        many: tuple[tuple[str, int | None, int | None, str], ...] = (),
        when: tuple[str, TimeSpan | None] | None = None,
        places: tuple[str, ...] = (),
        voices: tuple[tuple[str, str, VoiceKind, Stance], ...] = (),
        hedged: bool = False,
        negated: bool = False,
    ) -> Claim:
        whole = self.at(words)

        def mentions(listed: str) -> tuple[Mention, ...]:
            made = []
            for pair in listed.split(";") if listed else ():
                code, _, form = pair.partition("=")
                made.append(Mention(evidence=self.at(form), actor=code, form=MentionForm.NAME))
            return tuple(made)

        made = Claim(
            evidence=whole,
            trigger=self.at(trigger, whole.span),
            event=event,
            stage=stage,
            negated=negated,
            certainty=Certainty.HEDGED if hedged else Certainty.PLAIN,
            actors=mentions(actors),
            recipients=mentions(recipients),
            items=tuple(Item(evidence=self.at(form), item_class=kind) for form, kind in items),
            quantities=tuple(
                Quantity(
                    evidence=self.at(form),
                    low=None if low is None else Decimal(low),
                    high=None if high is None else Decimal(high),
                    unit=unit,
                    approx=low != high and low is not None and high is not None,
                )
                for form, low, high, unit in many
            ),
            when=None if when is None else When(evidence=self.at(when[0]), span=when[1]),
            places=tuple(self.at(place) for place in places),
            attributions=tuple(
                Attribution(evidence=self.at(form), who=tuple(filter(None, who.split(" "))), kind=kind, stance=stance)
                for form, who, kind, stance in voices
            ),
            reasons=(Reason(field="event", rule="verb"), Reason(field="stage", rule="tense")),
        )
        self.claims.append(made)
        return made


TEXTS = {
    "a": """Pyongyang Kirim Ribuan Tentara ke Kursk, Seoul Angkat Suara

Buana Lintang, 19 Oktober 2024

Sekitar 1.500 prajurit pasukan khusus Korea Utara telah dikirim ke Vladivostok dengan kapal Armada Pasifik Rusia antara 8 dan 13 Oktober 2024, kata Badan Intelijen Nasional Korea Selatan. Para prajurit itu menerima seragam dan senjata buatan Rusia sebelum berangkat ke barat.
Kremlin menyebut laporan itu kabar bohong. Menurut lembaga yang sama, Korea Utara juga telah mengirim lebih dari 13.000 kontainer amunisi ke Rusia sejak Agustus 2023.
Seorang pengamat yang tidak mau disebut namanya memperkirakan Rusia akan memberikan teknologi satelit kepada Korea Utara pada 2025 sebagai imbalan.
""",
    "b": """Geger! Ribuan Tentara Kim Sudah di Rusia

19/10/2024

Sekitar 1.500 prajurit pasukan khusus Korea Utara telah dikirim ke Vladivostok dengan kapal Armada Pasifik Rusia antara 8 dan 13 Oktober 2024, kata Badan Intelijen Nasional Korea Selatan. Korea Utara juga telah mengirim lebih dari 13.000 kontainer amunisi ke Rusia sejak Agustus 2023.
""",
    "c": """North Korean soldiers are fighting in Kursk, NATO chief confirms

The Sunda Courier, 28 October 2024

NATO Secretary General Mark Rutte confirmed on Monday that North Korean units had been deployed in the Kursk region. North Korea has sent about 10,000 soldiers to Russia, the Pentagon said, while Ukraine's military intelligence put the number at 12,000.
Russia has supplied refined oil to North Korea, according to the Open Source Centre, which counted more than one million barrels since March 2024. Moscow has not commented.
A North Korean diplomat told a UN committee that the reports of troops sent to Russia were groundless rumours. The United States and South Korea condemned the deployment.
""",
    "d": """Moskow Akui Kehadiran Pasukan Korea Utara

Warta Karangselat, 26 April 2025

Kepala Staf Umum Rusia Valery Gerasimov menyatakan bahwa tentara Korea Utara ikut merebut kembali Kursk. Dua hari kemudian Komisi Militer Pusat Korea Utara membenarkan bahwa pasukannya dikirim ke Rusia atas perintah Kim Jong Un.
Intelijen Korea Selatan memperkirakan 4.700 prajurit Korea Utara menjadi korban, termasuk 600 orang tewas.
Rusia akan membangun jembatan jalan raya ke Korea Utara; pekerjaan dijadwalkan rampung pada pertengahan 2026.
""",
    "e": """Seoul counts the dead: at least 2,000 North Koreans killed

Kelapa Gading Post, 3 September 2025

South Korea's spy agency told lawmakers that about 2,000 North Korean soldiers had been killed fighting for Russia. Western officials had earlier spoken of 1,000 deaths by mid-January 2025.
Russia has delivered Pantsir air defence systems to North Korea, the Multilateral Sanctions Monitoring Team reported in May 2025. Moscow denies sending any weapons and says that its cooperation with Pyongyang violates no resolution.
""",
    "f": """Rusia Beri Sistem Pertahanan Udara Canggih

Rusia dilaporkan memberikan sistem pertahanan udara Pantsir-S1 kepada Korea Utara, menurut sumber diplomatik yang enggan disebutkan namanya. Kedua negara membantah laporan itu. Korea Utara disebut sudah mengirim amunisi artileri ke Rusia sebagai imbalan.
""",
    "g": """Putin dan Kim Teken Pakta di Pyongyang

Buana Lintang, 20 Juni 2024

Presiden Rusia Vladimir Putin dan pemimpin Korea Utara Kim Jong Un menandatangani Perjanjian Kemitraan Strategis Komprehensif di Pyongyang pada 19 Juni 2024. Keduanya berjanji saling membantu bila diserang.
Jepang mengecam perjanjian itu. Korea Selatan menyatakan akan meninjau kemungkinan mengirim senjata ke Ukraina.
Amerika Serikat mendesak Tiongkok menekan Korea Utara.
""",
    "h": """Russia and North Korea sign mutual defence pact

Samudra, 19 June 2024

Russia and North Korea signed a comprehensive strategic partnership treaty in Pyongyang on Wednesday. The treaty obliges each side to aid the other if attacked. Russia has vetoed the renewal of the UN Panel of Experts in March 2024.
""",
    "i": """Rusia Kirim Gandum dan Minyak

Ceritra Kota <script>alert("x")</script> & kawan-kawan — 12 Februari 2025

Rusia mengirim 700.000 ton gandum ke Korea Utara sepanjang 2024, kata menteri sumber daya alam Rusia. Korea Utara akan mengirim ribuan pekerja ke Rusia pada 2025. Uni Eropa menjatuhkan sanksi terhadap pejabat Korea Utara pada akhir Februari 2025.
""",
    "j": """Shoigu: Pyongyang Kirim 6.000 Insinyur dan Penjinak Ranjau

Warta Karangselat, 17 Juni 2025

Korea Utara akan mengirim 1.000 penjinak ranjau dan 5.000 pekerja konstruksi militer ke Kursk, kata Sekretaris Dewan Keamanan Rusia Sergei Shoigu. Lebih dari 6.000 pasukan Korea Utara menjadi korban, menurut intelijen Inggris.
Korea Utara tidak akan menerima pembayaran untuk bantuan itu, kata Shoigu.
""",
    "k": """North Korea to send 6,000 builders and sappers to Kursk

The Sunda Courier, 18 June 2025

North Korea will send 1,000 sappers and 5,000 military construction workers to Kursk, Russian Security Council Secretary Sergei Shoigu said. Analysts warned that Russia could hand over re-entry technology for missiles to North Korea if the war drags on.
""",
    "l": """🛰️ \u200fروسيا وكوريا الشمالية\u200f — Laporan_Panjang_Sekali_Tanpa_Spasi_Yang_Tidak_Bisa_Dipatahkan_Oleh_Peramban_Manapun_Kecuali_Diatur_Dengan_Benar

https://contoh.example/sebuah/alamat/yang/sangat/panjang/sekali/dan/tidak/bisa/dipatahkan/oleh-peramban?kueri=1234567890123456789012345678901234567890

Rusia mengirim spesialis satelit ke Korea Utara, kata seorang pejabat pertahanan Korea Selatan. Rusia_mengirim_sesuatu_yang_sangat_panjang_tanpa_spasi_ke_Korea_Utara_supaya_halaman_ini_diuji_dengan_benar_pada_lebar_360_piksel.
""",
}

A, D, N, U = Stance.ASSERTS, Stance.DENIES, Stance.DECLINES, Stance.DOUBTS
V = VoiceKind


def make_documents() -> dict[str, Document]:
    long_outlet = 'Ceritra Kota <script>alert("x")</script> & kawan-kawan'
    return {
        "a": document("oktober/01-kirim.txt", TEXTS["a"], outlet="Buana Lintang", day="2024-10-19", how="metadata"),
        "b": document("oktober/02-geger.txt", TEXTS["b"], outlet="Kabar Kilat", day="2024-10-19"),
        "c": document(
            "oktober/03-nato.md", TEXTS["c"], outlet="The Sunda Courier", day="2024-10-28", language="en",
            url="https://sunda-courier.example/2024/10/28/nato?a=1&b=2",
        ),
        "d": document("2025/04-akui.txt", TEXTS["d"], outlet="Warta Karangselat", day="2025-04-28"),
        "e": document("2025/05-dead.md", TEXTS["e"], outlet="Kelapa Gading Post", day="2025-09-03", language="en"),
        "f": document("tanpa-tanggal/06-pantsir.txt", TEXTS["f"], outlet=None, day=None),
        "g": document("2024/07-pakta.txt", TEXTS["g"], outlet="Buana Lintang", day="2024-06-20"),
        "h": document("2024/08-pact.txt", TEXTS["h"], outlet="Samudra", day="2024-06-19", language="en"),
        "i": document(
            "2025/09-gandum.txt", TEXTS["i"], outlet=long_outlet, day="2025-02-12",
            title='Rusia Kirim <b>Gandum</b> & "Minyak" <img src=x onerror=alert(1)>', url="javascript:alert(1)",
        ),
        "j": document("2025/10-shoigu.txt", TEXTS["j"], outlet="Warta Karangselat", day="2025-06-17"),
        "k": document(
            "2025/11-sappers.txt", TEXTS["k"], outlet="The Sunda Courier", day="2025-06-18", language="en",
        ),
        "l": document("lain/12-" + "sangat-panjang-" * 6 + "sekali.txt", TEXTS["l"], outlet="Ceritra", day="2025-05-30"),
    }  # fmt: skip


def read_claims(docs: dict[str, Document]) -> dict[str, Claim]:
    """Some forty claims, by short names."""
    r = {key: Reader(value) for key, value in docs.items()}
    c: dict[str, Claim] = {}
    october = ("antara 8 dan 13 Oktober 2024", span("2024-10-08", "2024-10-14"))
    troops = (("prajurit pasukan khusus", "troops"),)
    nis = ("Badan Intelijen Nasional Korea Selatan", "KOR", V.INTELLIGENCE, A)
    sent = "Sekitar 1.500 prajurit pasukan khusus Korea Utara telah dikirim ke Vladivostok"
    containers = "mengirim lebih dari 13.000 kontainer amunisi ke Rusia sejak Agustus 2023"
    since = ("sejak Agustus 2023", span("2023-08-01", None))
    c["a1"] = r["a"].claim(
        sent, "dikirim", "AID", "PRK=Korea Utara", "RUS=Rusia", items=troops,
        many=(("Sekitar 1.500 prajurit", 1500, 1500, "person"),), when=october, places=("Vladivostok",),
        voices=(nis, ("Kremlin", "RUS", V.GOVERNMENT, D)),
    )  # fmt: skip
    c["a2"] = r["a"].claim(
        "Para prajurit itu menerima seragam dan senjata buatan Rusia", "menerima", "AID", "RUS=Rusia",
        "PRK=Korea Utara", items=(("senjata", "arms"),), hedged=True,
    )  # fmt: skip
    c["a3"] = r["a"].claim(
        containers, "mengirim", "AID", "PRK=Korea Utara", "RUS=Rusia", items=(("amunisi", "munitions"),),
        many=(("lebih dari 13.000 kontainer", 13000, None, "other"),), when=since,
        voices=(("lembaga yang sama", "KOR", V.INTELLIGENCE, A),),
    )  # fmt: skip
    c["a4"] = r["a"].claim(
        "Rusia akan memberikan teknologi satelit kepada Korea Utara pada 2025 sebagai imbalan", "akan memberikan",
        "AID", "RUS=Rusia", "PRK=Korea Utara", stage=Stage.PREDICTED, items=(("teknologi satelit", "space"),),
        when=("pada 2025", span("2025-01-01", "2026-01-01")),
        voices=(("Seorang pengamat yang tidak mau disebut namanya", "", V.ANONYMOUS, A),),
    )  # fmt: skip
    c["a5"] = r["a"].claim(
        "Kremlin menyebut laporan itu kabar bohong", "menyebut", "REJECT", "RUS=Kremlin",
    )  # fmt: skip
    c["b1"] = r["b"].claim(
        sent, "dikirim", "AID", "PRK=Korea Utara", "RUS=Rusia", items=troops,
        many=(("Sekitar 1.500 prajurit", 1500, 1500, "person"),), when=october, places=("Vladivostok",), voices=(nis,),
    )  # fmt: skip
    c["b2"] = r["b"].claim(
        containers, "mengirim", "AID", "PRK=Korea Utara", "RUS=Rusia", items=(("amunisi", "munitions"),),
        many=(("lebih dari 13.000 kontainer", 13000, None, "other"),), when=since,
    )  # fmt: skip
    c["c1"] = r["c"].claim(
        "North Korean units had been deployed in the Kursk region", "deployed", "MOBILIZE", "PRK=North Korean", "",
        items=(("units", "troops"),), places=("Kursk",), voices=(("NATO", "IGO:NATO", V.IGO, A),),
    )  # fmt: skip
    c["c2"] = r["c"].claim(
        "North Korea has sent about 10,000 soldiers to Russia", "sent", "AID", "PRK=North Korea", "RUS=Russia",
        items=(("soldiers", "troops"),), many=(("about 10,000 soldiers", 10000, 10000, "person"),
        ("12,000", 12000, 12000, "person")),
        voices=(("the Pentagon", "USA", V.MILITARY, A), ("Ukraine's military intelligence", "UKR", V.INTELLIGENCE, A),
        ("A North Korean diplomat", "PRK", V.OFFICIAL, D)),
    )  # fmt: skip
    c["c3"] = r["c"].claim(
        "Russia has supplied refined oil to North Korea", "supplied", "AID", "RUS=Russia", "PRK=North Korea",
        items=(("refined oil", "energy"),), many=(("more than one million barrels", 1000000, None, "other"),),
        when=("since March 2024", span("2024-03-01", None)),
        voices=(("the Open Source Centre", "", V.ANALYST, A), ("Moscow", "RUS", V.GOVERNMENT, N)),
    )  # fmt: skip
    c["c4"] = r["c"].claim(
        "The United States and South Korea condemned the deployment", "condemned", "ACCUSE",
        "USA=The United States;KOR=South Korea", "PRK=North Korean",
    )  # fmt: skip
    c["d1"] = r["d"].claim(
        "tentara Korea Utara ikut merebut kembali Kursk", "merebut", "ASSAULT", "PRK=Korea Utara", "", places=("Kursk",),
        voices=(("Kepala Staf Umum Rusia Valery Gerasimov", "RUS", V.MILITARY, A),),
    )  # fmt: skip
    c["d2"] = r["d"].claim(
        "pasukannya dikirim ke Rusia atas perintah Kim Jong Un", "dikirim", "AID", "PRK=Korea Utara", "RUS=Rusia",
        items=(("pasukannya", "troops"),), voices=(("Komisi Militer Pusat Korea Utara", "PRK", V.GOVERNMENT, A),),
    )  # fmt: skip
    c["d3"] = r["d"].claim(
        "4.700 prajurit Korea Utara menjadi korban, termasuk 600 orang tewas", "menjadi korban", "ASSAULT", "",
        "PRK=Korea Utara", many=(("4.700 prajurit", 4700, 4700, "person"), ("600 orang", 600, 600, "person")),
        voices=(("Intelijen Korea Selatan", "KOR", V.INTELLIGENCE, A),), hedged=True,
    )  # fmt: skip
    c["d4"] = r["d"].claim(
        "Rusia akan membangun jembatan jalan raya ke Korea Utara", "akan membangun", "COOPERATE",
        "RUS=Rusia;PRK=Korea Utara", "", stage=Stage.PLANNED, items=(("jembatan jalan raya", "infrastructure"),),
        when=("pertengahan 2026", span("2026-05-01", "2026-09-01")),
    )  # fmt: skip
    c["e1"] = r["e"].claim(
        "about 2,000 North Korean soldiers had been killed fighting for Russia", "killed", "ASSAULT", "",
        "PRK=North Korean", many=(("about 2,000 North Korean soldiers", 2000, 2000, "person"),),
        voices=(("South Korea's spy agency", "KOR", V.INTELLIGENCE, A),),
    )  # fmt: skip
    c["e2"] = r["e"].claim(
        "1,000 deaths by mid-January 2025", "deaths", "ASSAULT", "", "PRK=North Korean",
        many=(("1,000 deaths", 1000, 1000, "person"),), when=("mid-January 2025", span("2025-01-11", "2025-01-21")),
        voices=(("Western officials", "GRP:WEST", V.OFFICIAL, A),),
    )  # fmt: skip
    c["e3"] = r["e"].claim(
        "Russia has delivered Pantsir air defence systems to North Korea", "delivered", "AID", "RUS=Russia",
        "PRK=North Korea", items=(("Pantsir air defence systems", "air_defence"),),
        voices=(("the Multilateral Sanctions Monitoring Team", "", V.IGO, A), ("Moscow", "RUS", V.GOVERNMENT, D)),
    )  # fmt: skip
    c["f1"] = r["f"].claim(
        "Rusia dilaporkan memberikan sistem pertahanan udara Pantsir-S1 kepada Korea Utara", "memberikan", "AID",
        "RUS=Rusia", "PRK=Korea Utara", items=(("sistem pertahanan udara Pantsir-S1", "air_defence"),), hedged=True,
        voices=(("sumber diplomatik yang enggan disebutkan namanya", "", V.ANONYMOUS, A),
        ("Kedua negara", "PRK RUS", V.GOVERNMENT, D)),
    )  # fmt: skip
    c["f2"] = r["f"].claim(
        "Korea Utara disebut sudah mengirim amunisi artileri ke Rusia sebagai imbalan", "mengirim", "AID",
        "PRK=Korea Utara", "RUS=Rusia", items=(("amunisi artileri", "munitions"),), hedged=True,
        voices=(("Kedua negara", "PRK RUS", V.GOVERNMENT, D),),
    )  # fmt: skip
    june = ("19 Juni 2024", span("2024-06-19", "2024-06-20"))
    c["g1"] = r["g"].claim(
        "Presiden Rusia Vladimir Putin dan pemimpin Korea Utara Kim Jong Un menandatangani Perjanjian Kemitraan "
        "Strategis Komprehensif di Pyongyang pada 19 Juni 2024", "menandatangani", "SUPPORT",
        "RUS=Rusia;PRK=Korea Utara", "", when=june, places=("Pyongyang",),
    )  # fmt: skip
    c["g2"] = r["g"].claim(
        "Keduanya berjanji saling membantu bila diserang", "berjanji", "AID", "RUS=Keduanya;PRK=Keduanya", "",
        stage=Stage.HYPOTHETICAL,
    )  # fmt: skip
    c["g3"] = r["g"].claim("Jepang mengecam perjanjian itu", "mengecam", "ACCUSE", "JPN=Jepang", "RUS=Rusia")
    c["g4"] = r["g"].claim(
        "Korea Selatan menyatakan akan meninjau kemungkinan mengirim senjata ke Ukraina", "mengirim", "AID",
        "KOR=Korea Selatan", "UKR=Ukraina", stage=Stage.PLANNED, items=(("senjata", "arms"),), hedged=True,
    )  # fmt: skip
    c["g5"] = r["g"].claim(
        "Amerika Serikat mendesak Tiongkok menekan Korea Utara", "mendesak", "REQUEST", "USA=Amerika Serikat",
        "CHN=Tiongkok",
    )  # fmt: skip
    c["g6"] = r["g"].claim(
        "Tiongkok menekan Korea Utara", "menekan", "COERCE", "CHN=Tiongkok", "PRK=Korea Utara", stage=Stage.URGED,
    )  # fmt: skip
    c["h1"] = r["h"].claim(
        "Russia and North Korea signed a comprehensive strategic partnership treaty in Pyongyang on Wednesday",
        "signed", "SUPPORT", "RUS=Russia;PRK=North Korea", "", when=("Wednesday", june[1]), places=("Pyongyang",),
    )  # fmt: skip
    c["h2"] = r["h"].claim(
        "Russia has vetoed the renewal of the UN Panel of Experts in March 2024", "vetoed", "REJECT", "RUS=Russia",
        "IGO:UNSC=UN", when=("March 2024", span("2024-03-01", "2024-04-01")),
    )  # fmt: skip
    c["i1"] = r["i"].claim(
        "Rusia mengirim 700.000 ton gandum ke Korea Utara sepanjang 2024", "mengirim", "AID", "RUS=Rusia",
        "PRK=Korea Utara", items=(("gandum", "food"),), many=(("700.000 ton", 700000, 700000, "ton"),),
        when=("sepanjang 2024", span("2024-01-01", "2025-01-01")),
        voices=(("menteri sumber daya alam Rusia", "RUS", V.OFFICIAL, A),),
    )  # fmt: skip
    c["i2"] = r["i"].claim(
        "Korea Utara akan mengirim ribuan pekerja ke Rusia pada 2025", "akan mengirim", "AID", "PRK=Korea Utara",
        "RUS=Rusia", stage=Stage.PLANNED, items=(("pekerja", "labour"),),
        many=(("ribuan pekerja", 1000, 9999, "person"),), when=("pada 2025", span("2025-01-01", "2026-01-01")),
    )  # fmt: skip
    c["i3"] = r["i"].claim(
        "Uni Eropa menjatuhkan sanksi terhadap pejabat Korea Utara pada akhir Februari 2025", "sanksi", "SANCTION",
        "IGO:EU=Uni Eropa", "PRK=Korea Utara", when=("akhir Februari 2025", span("2025-02-20", "2025-03-01")),
    )  # fmt: skip
    sappers = (("penjinak ranjau", "labour"), ("pekerja konstruksi militer", "labour"))
    c["j1"] = r["j"].claim(
        "Korea Utara akan mengirim 1.000 penjinak ranjau dan 5.000 pekerja konstruksi militer ke Kursk",
        "akan mengirim", "AID", "PRK=Korea Utara", "RUS=Rusia", stage=Stage.PLANNED, items=sappers,
        many=(("1.000 penjinak ranjau", 1000, 1000, "person"), ("5.000 pekerja", 5000, 5000, "person")),
        places=("Kursk",), voices=(("Sekretaris Dewan Keamanan Rusia Sergei Shoigu", "RUS", V.OFFICIAL, A),),
    )  # fmt: skip
    c["j2"] = r["j"].claim(
        "Lebih dari 6.000 pasukan Korea Utara menjadi korban", "menjadi korban", "ASSAULT", "", "PRK=Korea Utara",
        many=(("Lebih dari 6.000 pasukan", 6000, None, "person"),),
        voices=(("intelijen Inggris", "GBR", V.INTELLIGENCE, A),),
    )  # fmt: skip
    c["j3"] = r["j"].claim(
        "Korea Utara tidak akan menerima pembayaran untuk bantuan itu", "menerima pembayaran", "AID", "RUS=Rusia",
        "PRK=Korea Utara", items=(("pembayaran", "money"),), negated=True, stage=Stage.PLANNED,
        voices=(("kata Shoigu", "RUS", V.OFFICIAL, A),),
    )  # fmt: skip
    c["k1"] = r["k"].claim(
        "North Korea will send 1,000 sappers and 5,000 military construction workers to Kursk", "will send", "AID",
        "PRK=North Korea", "RUS=Russian", stage=Stage.PLANNED,
        items=(("sappers", "labour"), ("military construction workers", "labour")),
        many=(("1,000 sappers", 1000, 1000, "person"), ("5,000 military", 5000, 5000, "person")),
        voices=(("Russian Security Council Secretary Sergei Shoigu", "RUS", V.OFFICIAL, A),),
    )  # fmt: skip
    c["k2"] = r["k"].claim(
        "Russia could hand over re-entry technology for missiles to North Korea if the war drags on", "hand over",
        "AID", "RUS=Russia", "PRK=North Korea", stage=Stage.HYPOTHETICAL, hedged=True,
        items=(("re-entry technology for missiles", "missiles"),), voices=(("Analysts", "", V.ANALYST, A),),
    )  # fmt: skip
    c["l1"] = r["l"].claim(
        "Rusia mengirim spesialis satelit ke Korea Utara", "mengirim", "AID", "RUS=Rusia", "PRK=Korea Utara",
        items=(("spesialis satelit", "space"),),
        voices=(("seorang pejabat pertahanan Korea Selatan", "KOR", V.OFFICIAL, U),),
    )  # fmt: skip
    c["l2"] = r["l"].claim(
        "Rusia_mengirim_sesuatu_yang_sangat_panjang_tanpa_spasi_ke_Korea_Utara_supaya_halaman_ini_diuji_dengan_benar_"
        "pada_lebar_360_piksel", "mengirim_sesuatu", "AID", "RUS=Rusia", "PRK=Korea Utara",
        items=(("sesuatu_yang_sangat_panjang_tanpa_spasi", "other"),),
    )  # fmt: skip
    return c


def event_of(
    claims: dict[str, Claim], keys: str, status: EventStatus, *, witnesses: int = 1, denials: str = "",
    figures: str = "", reasons: tuple[str, ...] = (), when: TimeSpan | None = None,
) -> Event:  # fmt: skip
    members = [claims[key] for key in keys.split()]
    first = members[0]
    whens = [claim.when.span for claim in members if claim.when and claim.when.span]
    readings: dict[tuple[object, ...], Quantity] = {}
    for key in figures.split():
        name, _, index = key.partition(":")
        quantity = claims[name].quantities[int(index or 0)]
        readings.setdefault((quantity.low, quantity.high, quantity.unit), quantity)
    return Event(
        anchor=first.id, type=first.event, stage=first.stage, status=status,
        actors=tuple(sorted({m.actor for m in first.actors})),
        recipients=tuple(sorted({m.actor for m in first.recipients})),
        items=tuple(sorted({i.item_class for claim in members for i in claim.items})),
        when=when or (whens[0] if whens else None), reports=len({claim.document for claim in members}),
        witnesses=witnesses, denials=tuple(claims[key].id for key in denials.split()),
        figures=tuple(sorted(readings.values(), key=lambda q: (q.unit, q.low or q.high or Decimal(0)))),
        claims=tuple(claim.id for claim in members), negated=first.negated, reasons=reasons,
    )  # fmt: skip


def entry_of(claims: dict[str, Claim], events: dict[str, Event], keys: str, status: EntryStatus) -> Entry:
    found = [events[key] for key in keys.split()]
    members = [claim for event in found for claim in claims.values() if claim.id in event.claims]
    first = next(claim for claim in members if claim.items)
    return Entry(
        giver=first.actors[0].actor, receiver=first.recipients[0].actor, item_class=first.items[0].item_class,
        name=first.items[0].evidence.quote, quantities=tuple(found[0].figures), status=status, when=found[0].when,
        events=tuple(event.id for event in found), claims=tuple(dict.fromkeys(claim.id for claim in members)),
        witnesses=max(event.witnesses for event in found),
    )  # fmt: skip


def make_account() -> Account:
    """Twelve documents, forty claims, events of every status, entries in both directions."""
    docs = make_documents()
    c = read_claims(docs)
    status = EventStatus
    e = {
        "troops": event_of(c, "a1 b1 c2 d2", status.CONFIRMED, witnesses=3, denials="a1 c2", figures="a1 c2:0 c2:1",
                           reasons=("Giver admits it.", "Three independent roots.")),
        "deploy": event_of(c, "c1", status.REPORTED),
        "arms": event_of(c, "a2", status.REPORTED),
        "shells": event_of(c, "a3 b2 f2", status.DISPUTED, witnesses=2, denials="f2", figures="a3"),
        "satellite": event_of(c, "a4", status.FORESEEN),
        "reject": event_of(c, "a5", status.REPORTED),
        "oil": event_of(c, "c3", status.REPORTED, figures="c3"),
        "condemn": event_of(c, "c4", status.REPORTED),
        "retake": event_of(c, "d1", status.REPORTED),
        "losses": event_of(c, "d3 j2", status.CORROBORATED, witnesses=2, figures="d3:0 j2"),
        "dead": event_of(c, "e1 e2", status.DISPUTED, figures="e1 e2", when=span("2025-01-11", "2025-09-04")),
        "bridge": event_of(c, "d4", status.FORESEEN),
        "pantsir": event_of(c, "f1 e3", status.DENIED, witnesses=2, denials="f1 e3"),
        "pact": event_of(c, "h1 g1", status.CORROBORATED, witnesses=2),
        "mutual": event_of(c, "g2", status.FORESEEN),
        "japan": event_of(c, "g3", status.REPORTED),
        "seoul": event_of(c, "g4", status.FORESEEN),
        "urge": event_of(c, "g5", status.REPORTED),
        "urged": event_of(c, "g6", status.FORESEEN),
        "veto": event_of(c, "h2", status.REPORTED),
        "wheat": event_of(c, "i1", status.REPORTED, figures="i1"),
        "workers": event_of(c, "i2", status.FORESEEN, figures="i2"),
        "sanction": event_of(c, "i3", status.REPORTED),
        "sappers": event_of(c, "j1 k1", status.FORESEEN, figures="j1:0"),
        "unpaid": event_of(c, "j3", status.FORESEEN),
        "reentry": event_of(c, "k2", status.FORESEEN),
        "specialists": event_of(c, "l1", status.REPORTED),
        "thing": event_of(c, "l2", status.REPORTED),
    }  # fmt: skip
    standing = EntryStatus
    entries = tuple(
        entry_of(c, e, keys, state)
        for keys, state in (
            ("troops", standing.DELIVERED), ("shells", standing.ALLEGED), ("workers", standing.PROMISED), ("sappers", standing.PROMISED),
            ("arms", standing.ALLEGED), ("satellite", standing.FORESEEN), ("oil", standing.UNDER_WAY), ("pantsir", standing.DENIED),
            ("wheat", standing.DELIVERED), ("reentry", standing.FORESEEN), ("specialists", standing.ALLEGED), ("thing", standing.ALLEGED),
            ("seoul", standing.PROMISED), ("unpaid", standing.DENIED),
        )
    )  # fmt: skip
    order = {docs[key].id: docs[key].label for key in docs}
    return Account(
        as_of=date(2025, 9, 30),
        documents=tuple(sorted(docs.values(), key=lambda d: d.label)),
        claims=tuple(sorted(c.values(), key=lambda k: (order[k.document], k.evidence.span))),
        derivations=(
            Derivation(child=docs["b"].id, parent=docs["a"].id, kind=DerivationKind.COPY, share=0.93, reason="words"),
            Derivation(
                child=docs["k"].id, parent=docs["j"].id, kind=DerivationKind.REWRITE, share=0.58, reason="figures"
            ),
        ),
        events=tuple(sorted(e.values(), key=lambda v: (v.when.start or date.max if v.when else date.max, v.id))),
        entries=tuple(sorted(entries, key=lambda n: (n.giver, n.receiver, n.item_class, n.name))),
    )


def make_names(language: str) -> Names:
    first = language == "id"
    actors = {
        "PRK": ("Korea Utara", "North Korea"), "RUS": ("Rusia", "Russia"), "KOR": ("Korea Selatan", "South Korea"),
        "USA": ("Amerika Serikat", "United States"), "UKR": ("Ukraina", "Ukraine"), "JPN": ("Jepang", "Japan"),
        "CHN": ("Tiongkok", "China"), "GBR": ("Inggris", "United Kingdom"), "IGO:NATO": ("NATO", "NATO"),
        "IGO:EU": ("Uni Eropa", "European Union"), "IGO:UNSC": ("Dewan Keamanan PBB", "UN Security Council"),
        "GRP:WEST": ("Barat", "the West"),
    }  # fmt: skip
    events = {
        "AID": ("bantuan", "aid"), "SUPPORT": ("dukungan", "support"),
        "ACCUSE": ("tuduhan", "accusation"), "REJECT": ("penolakan", "rejection"), "REQUEST": ("permintaan", "request"),
        "MOBILIZE": ("pengerahan kekuatan", "mobilization"), "ASSAULT": ("serangan", "assault"),
        "SANCTION": ("sanksi", "sanction"), "COOPERATE": ("kerja sama", "cooperation"),
    }  # fmt: skip
    items = {
        "troops": ("pasukan", "troops"), "arms": ("senjata", "arms"), "munitions": ("amunisi", "munitions"),
        "space": ("antariksa", "space"), "energy": ("energi", "energy"), "labour": ("tenaga kerja", "labour"),
        "air_defence": ("pertahanan udara", "air defence"), "food": ("pangan", "food"), "missiles": ("rudal", "missiles"),
        "infrastructure": ("prasarana", "infrastructure"), "money": ("uang", "money"), "other": ("lainnya", "other"),
    }  # fmt: skip
    pick = 0 if first else 1
    return Names(
        actors={key: pair[pick] for key, pair in actors.items()},
        events={key: pair[pick] for key, pair in events.items()},
        items={key: pair[pick] for key, pair in items.items()},
    )
