"""Articles of a dossier made for tests, and the claims in them."""

# ruff: noqa: E501

from __future__ import annotations

from dossier_reader import Reader, document, span

from neraca.records import (
    Claim,
    Document,
    Stage,
    Stance,
    VoiceKind,
)

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
