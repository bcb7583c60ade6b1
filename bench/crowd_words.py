"""The words of an invented crowd of articles (bench/crowd.py): parties, acts, things, and prose around them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from neraca.records import TimeSpan

ACTORS = (
    *("PRK", "RUS", "KOR", "USA", "UKR", "CHN", "JPN", "IRN", "ISR", "IDN", "BLR", "GBR", "FRA", "DEU", "IGO:UN"),
    *("IGO:NATO", "TUR", "IND", "PAK", "VNM", "AUS", "POL", "IGO:EU", "SAU", "SYR", "MYS", "SGP", "THA", "PHL", "MMR"),
    *("IGO:ASEAN", "CUB", "VEN", "ZAF", "EGY", "QAT", "KAZ", "MNG", "CAN", "ITA"),
)
BUSY = (("PRK", "RUS"), ("RUS", "UKR"), ("USA", "CHN"), ("KOR", "PRK"), ("IRN", "ISR"), ("USA", "RUS"))
OUTLETS = {
    "id": tuple(f"Warta {name}" for name in ("Nusa", "Samudra", "Katulistiwa", "Rimba", "Fajar", "Pelita", "Dermaga")),
    "en": tuple(f"{name} Courier" for name in ("Harbour", "Meridian", "Northgate", "Lantern", "Summit", "Estuary")),
}
PLACES = ("Pyongyang", "Moskow", "Vladivostok", "Jenewa", "Beijing", "Jakarta", "Ankara", "Doha", "Seoul", "Minsk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An item: its class, the unit it is counted in, its words by language."""

    item_class: str
    unit: str
    words: Mapping[str, str]


def _thing(item_class: str, unit: str, own: str, english: str) -> Thing:
    return Thing(item_class=item_class, unit=unit, words={"id": own, "en": english})


THINGS = (
    _thing("troops", "person", "tentara", "soldiers"),
    _thing("troops", "person", "insinyur militer", "military engineers"),
    _thing("munitions", "round", "peluru artileri", "artillery shells"),
    _thing("missiles", "missile", "rudal balistik", "ballistic missiles"),
    _thing("arms", "other", "senjata", "weapons"),
    _thing("energy", "ton", "minyak", "oil"),
    _thing("food", "ton", "beras", "rice"),
    _thing("labour", "person", "pekerja", "workers"),
    _thing("money", "USD", "dana", "funds"),
    _thing("technology", "other", "teknologi satelit", "satellite technology"),
    _thing("air_defence", "other", "sistem pertahanan udara", "air defence systems"),
)
WITH_ITEMS = frozenset(("AID", "AGREE", "SANCTION", "MOBILIZE", "REQUEST", "COOPERATE", "RETREAT", "REJECT"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """Small words of a language."""

    acts: Mapping[str, tuple[str, ...]]
    towards: Mapping[str, str]
    stages: Mapping[str, str]
    voices: Mapping[str, str]
    stances: Mapping[str, str]
    links: Mapping[str, str]
    months: tuple[str, ...]
    on: str
    in_: str
    at: str
    and_: str
    not_: str
    perhaps: str
    group: str

    def number(self, amount: int) -> str:
        """An amount in figures."""
        return f"{amount:,}".replace(",", self.group)


_ACTS = {
    "ACCUSE": (("menuduh", "mengecam"), "", ("accuse", "condemn"), ""),
    "AGREE": (("menyepakati", "menandatangani perjanjian tentang"), "dengan", ("agree on", "sign a pact on"), "with"),
    "AID": (("mengirimkan", "memasok", "menyerahkan"), "kepada", ("send", "supply", "deliver"), "to"),
    "ASSAULT": (("menyerang", "menembaki", "menggempur"), "", ("attack", "shell", "strike"), ""),
    "COERCE": (("menahan kapal", "memblokade pelabuhan"), "milik", ("seize ships", "blockade ports"), "of"),
    "CONCEDE": (("melonggarkan aturan", "membebaskan tahanan"), "dari", ("ease rules", "free detainees"), "from"),
    "CONSULT": (("bertemu", "berunding", "menggelar pertemuan"), "dengan", ("meet", "hold talks", "confer"), "with"),
    "COOPERATE": (("bekerja sama", "menggelar latihan bersama"), "dengan", ("cooperate", "hold joint drills"), "with"),
    "MOBILIZE": (("mengerahkan", "menyiagakan"), "menghadapi", ("deploy", "put on alert"), "against"),
    "PROTEST": (("memprotes", "berunjuk rasa menentang"), "", ("protest against", "rally against"), ""),
    "REJECT": (("menolak", "memveto"), "dari", ("reject", "veto"), "from"),
    "REQUEST": (("meminta", "menyerukan"), "kepada", ("request", "call for"), "from"),
    "RETREAT": (("menarik mundur", "memulangkan"), "dari", ("withdraw", "pull back"), "from"),
    "SANCTION": (("menjatuhkan sanksi atas", "melarang ekspor"), "terhadap", ("impose sanctions on", "ban"), "against"),
    "SUPPORT": (("mendukung", "menyatakan dukungan bagi"), "", ("support", "back"), ""),
    "THREATEN": (("mengancam", "memperingatkan"), "", ("threaten", "warn"), ""),
}
EVENTS = tuple(_ACTS)
TONGUES = {
    "id": Tongue(
        acts={event: row[0] for event, row in _ACTS.items()},
        towards={event: row[1] for event, row in _ACTS.items()},
        stages={
            "occurred": "telah",
            "ongoing": "sedang",
            "planned": "berencana",
            "predicted": "diperkirakan akan",
            "hypothetical": "bisa saja",
            "urged": "didesak untuk",
        },
        voices={
            "government": "pemerintah",
            "official": "juru bicara",
            "intelligence": "intelijen",
            "military": "militer",
            "anonymous": "seorang sumber yang tidak mau disebut namanya",
        },
        stances={
            "asserts": "mengatakan bahwa",
            "denies": "membantah bahwa",
            "doubts": "meragukan bahwa",
            "declines": "enggan berkomentar apakah",
        },
        links={"reaction_to": "sebagai tanggapan,", "in_return_for": "sebagai imbalan,"},
        months=(
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember",
        ),
        on="pada",
        in_="pada",
        at="di",
        and_="dan",
        not_="tidak",
        perhaps="kabarnya",
        group=".",
    ),
    "en": Tongue(
        acts={event: row[2] for event, row in _ACTS.items()},
        towards={event: row[3] for event, row in _ACTS.items()},
        stages={
            "occurred": "did",
            "ongoing": "continues to",
            "planned": "plans to",
            "predicted": "is expected to",
            "hypothetical": "could",
            "urged": "was urged to",
        },
        voices={
            "government": "the government of",
            "official": "a spokesman of",
            "intelligence": "the intelligence service of",
            "military": "the army of",
            "anonymous": "a source who asked not to be named",
        },
        stances={
            "asserts": "said that",
            "denies": "denied that",
            "doubts": "doubted that",
            "declines": "would not say whether",
        },
        links={"reaction_to": "in response,", "in_return_for": "in return,"},
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        on="on",
        in_="in",
        at="in",
        and_="and",
        not_="never",
        perhaps="reportedly",
        group=",",
    ),
}
_SYLLABLES = (
    "ba",
    "ren",
    "ko",
    "lu",
    "mi",
    "tar",
    "sa",
    "vel",
    "do",
    "pri",
    "gon",
    "ta",
    "hal",
    "su",
    "mer",
    "ka",
    "li",
    "jo",
    "bran",
    "wi",
    "nor",
    "pe",
    "ru",
    "zan",
)
_PROSE = {
    "id": (
        "warga pengamat pedagang petani nelayan wartawan pegawai sopir guru pelajar perawat tukang penjaga pemilik"
        " tetangga anggota kepala peneliti juru penumpang",
        "melihat mencatat menunggu membicarakan menghitung mengingat memeriksa menyimpan membawa menutup membuka"
        " merapikan menjual membeli memindahkan menggambarkan memotret mengukur membandingkan melupakan",
        "antrean harga jalan gudang jembatan pasar kabar peta pelabuhan ladang toko jendela halaman kapal"
        " truk sumur tangga lampu papan karung kantor stasiun sungai bukit lapangan",
        "panjang baru kosong ramai lama kecil tua sepi rapi berdebu terang basah dingin mahal sempit lebar pendek",
        "kemarin pagi;menjelang malam;tanpa banyak bicara;sejak {n} pekan;bersama {n} orang lain;di tengah hujan;"
        "untuk kali ke-{n};sesudah {n} jam;di dekat {name};seperti di {name};menurut seorang {who};"
        "seusai panen;sebelum musim kering;dengan hati-hati;atas permintaan {who}",
        "{who} {like} di {name} {did} {what} {when};{when}, {who} {did} {what} dan {what2} {like};"
        "tidak jauh dari {name}, {what} {like} {when};{who} asal {name} {did} {what} {when}, sementara {who2} {did2}"
        " {what2};di {what} {like} itu {who} {did} {what2} {when};{what} milik {who} {like} {when}",
    ),
    "en": (
        "residents observers traders farmers fishermen reporters clerks drivers teachers nurses carpenters guards"
        " owners neighbours members porters scholars passengers pilots gardeners",
        "watched counted awaited discussed remembered checked stored described measured carried closed opened sold"
        " bought moved photographed compared forgot painted repaired",
        "queues prices roads depots bridges markets rumours ledgers maps harbours fields shops windows courtyards"
        " boats trucks wells stairs lamps sacks offices stations rivers hills squares",
        "long new empty crowded old small worn quiet tidy dusty bright wet cold costly narrow wide short",
        "early yesterday;towards night;without many words;for {n} weeks;together with {n} others;in heavy rain;"
        "for the {n}th time;after {n} hours;not far from {name};as people do in {name};at the wish of {who};"
        "after the harvest;before the dry season;with great care;under the eyes of {who}",
        "{like} {who} in {name} {did} {what} {when};{when}, {who} {did} {what} and {like} {what2};"
        "close to {name} there were {like} {what} {when};{who} from {name} {did} {what} {when} while {who2} {did2}"
        " {what2};between {like} {what} {who} {did} {what2} {when};{what} that {who} {did} seemed {like} {when}",
    ),
}
_RARE = {
    "id": (
        "{} memantau dengan cermat perkembangan itu dari kota {}",
        "Langkah itu melanggar resolusi Dewan Keamanan PBB, kata seorang pengamat dari {1}",
        "Menurut laporan Antara, {} di {} tidak terkejut",
    ),
    "en": (
        "{} in {} said they were closely watching the developments",
        "The step violates a resolution of the Security Council, said an analyst from {1}",
        "According to Reuters, {} in {} were not surprised",
    ),
}


def filler(chance: random.Random, language: str) -> str:
    """A sentence beside the matter, without its full stop; one in twelve names a rule, a watcher or an agency."""
    who, did, what, like, when, frames = _parts(language)
    if chance.random() < 1 / 12:
        said = chance.choice(_RARE[language]).format(chance.choice(who), name(chance))
    else:
        words = {"who": chance.choice(who), "name": name(chance), "n": chance.randint(2, 98)}
        words |= {"when": chance.choice(when).format(**words), "did": chance.choice(did), "did2": chance.choice(did)}
        words |= {"what": chance.choice(what), "what2": chance.choice(what), "like": chance.choice(like)}
        said = chance.choice(frames).format(who2=chance.choice(who), **words)
    return said[0].upper() + said[1:]


def tail(chance: random.Random, language: str) -> str:
    """The end of a sentence that tells something."""
    _, _, what, like, when, _ = _parts(language)
    if chance.random() < 0.5:
        return chance.choice(when).format(who="orang" if language == "id" else "people", name=name(chance), n=3)
    if language == "id":
        return f"melalui {chance.choice(what)} {name(chance)} yang {chance.choice(like)}"
    return f"by way of the {chance.choice(like)} {chance.choice(what)} of {name(chance)}"


def title(chance: random.Random, language: str) -> str:
    """A heading."""
    who, did, what, like, _, _ = _parts(language)
    named = f"{chance.choice(who)} {chance.choice(did)} {chance.choice(what)} {chance.choice(like)}: {name(chance)}"
    return named[0].upper() + named[1:]


@lru_cache(maxsize=4)
def _parts(language: str) -> tuple[tuple[str, ...], ...]:
    *words, when, frames = _PROSE[language]
    return (*(tuple(one.split()) for one in words), tuple(when.split(";")), tuple(frames.split(";")))


def name(chance: random.Random) -> str:
    """An invented name of a place."""
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize()


def time_of(day: date, tongue: Tongue, *, exact: bool) -> tuple[TimeSpan, str]:
    """A day or its month, with the words for it."""
    month = tongue.months[day.month - 1]
    if exact:
        return TimeSpan(start=day, end=day + timedelta(days=1)), f"{tongue.on} {day.day} {month} {day.year}"
    first = day.replace(day=1)
    return TimeSpan(start=first, end=(first + timedelta(days=32)).replace(day=1)), f"{tongue.in_} {month} {day.year}"


def exact(amount: int | None) -> Decimal | None:
    """The amount as the records hold it."""
    return None if amount is None else Decimal(amount)
