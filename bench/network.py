"""Networks of coded events of 2005-2015 and of planted blocs: `python bench/network.py ../shared/data`.

The first part ties states by ICEWS events (icews14 and icews05-15) on some days: who stands with whom and how strongly,
blocs, balance, polarity. Entities are put to states by an office's country in brackets, or by the names and offices of
our own pack; relations to PLOVER types by the CAMEO table of `data/plover`; statements and requests tie nobody. Blocs
are compared with the members of seven alliances (normalised mutual information over their members), once as they are
found and once with pairs weighed by their net weight itself instead of its logarithm.

The second part plants blocs in random signed graphs and asks how much of them is found again: normalised mutual
information (arithmetic mean) with the planted partition, by the share of pairs whose sign is turned.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import networkx as nx

from neraca.annotate.mentions import find_mentions
from neraca.annotate.sentences import split_sentences
from neraca.packs.catalogue import Packs, load_packs
from neraca.packs.network import load_network
from neraca.records import Document, Dyad, Found, MentionForm, Network
from neraca.relate.blocs import partition_actors, signed_modularity
from neraca.relate.deeds import Deed
from neraca.relate.graphs import signed_graph
from neraca.relate.network import weave

STATE_ROLES = re.compile(
    r"(?:Government|Foreign Affairs|Military|Armed Forces|Air Force|Navy|Army|Head of Government|Cabinet|Ministry"
    r"|Defense|Executive|Intelligence|Other Authorities|Government Official|Royal Administration|Governing Party)\b"
)
SETS = {"14": ("icews14", date(2014, 1, 1)), "05-15": ("icews05-15", date(2005, 1, 1))}
DAYS = {"14": ("2014-02-15", "2014-12-31"), "05-15": ("2008-12-31", "2012-12-31", "2014-02-15", "2014-12-31")}
SHOWN = (
    *("RUS-UKR", "RUS-USA", "SYR-USA", "RUS-SYR", "IRN-USA", "ISR-PSE", "CHN-JPN", "KOR-PRK", "PRK-USA"),
    *("GBR-USA", "FRA-GBR", "CHN-RUS", "DEU-FRA"),
)
# Members in 2014.
ALLIANCES = {
    "NATO": "USA CAN GBR FRA DEU ITA ESP PRT NLD BEL LUX DNK NOR ISL TUR GRC POL CZE HUN SVK SVN BGR ROU EST LVA LTU"
    " HRV ALB",
    "CSTO": "RUS BLR KAZ KGZ TJK ARM",
    "GCC": "SAU ARE QAT KWT BHR OMN",
    "ASEAN": "IDN MYS SGP THA VNM KHM LAO MMR BRN PHL",
    "ECOWAS": "NGA GHA SEN CIV MLI BFA NER BEN TGO GIN GMB GNB LBR SLE CPV",
    "EAC": "KEN UGA TZA RWA BDI",
    "ALBA": "VEN CUB BOL ECU NIC",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", choices=[*SETS, "planted"])
    asked = parser.parse_args()
    for name in SETS:
        if asked.only in (None, name):
            show_history(asked.data, name)
    if asked.only in (None, "planted"):
        show_planted()


def show_history(data: Path, name: str) -> None:
    packs, pack = load_packs(), load_network()
    folder, first = SETS[name]
    started = time.perf_counter()
    deeds = tuple(read_deeds(data, data / folder, first=first, packs=packs))
    print(f"# {folder}: {len(deeds):,} deeds between states, read in {time.perf_counter() - started:.1f} s")
    for day in map(date.fromisoformat, DAYS[name]):
        started = time.perf_counter()
        network = weave(deeds, day=day, pack=pack)
        show_network(network, seconds=time.perf_counter() - started)


def show_network(network: Network, *, seconds: float) -> None:
    graph = signed_graph(network.dyads)
    line = f"\n## {network.day}: {len(graph)} actors, {len(network.dyads):,} pairs, {len(network.blocs)} blocs"
    balance, polarity = network.balance, network.polarity
    print(f"{line}, {seconds:.1f} s")
    print(f"balance {balance.share} ({balance.balanced:,} of {balance.triads:,} triads); fit {polarity.fit}, ", end="")
    print(f"division {polarity.division}, exact {polarity.exact}")
    print(
        f"alliances: NMI {like_alliances(graph, 'weight'):.3f}; by net weight itself {like_alliances(graph, 'net'):.3f}"
    )
    dyads = {f"{dyad.first}-{dyad.second}": dyad for dyad in network.dyads}
    known = [(pair, dyads[pair]) for pair in SHOWN if pair in dyads]
    print("  ".join(f"{pair} +{one.positive:.1f} -{one.negative:.1f}" for pair, one in known))
    for bloc in network.blocs[:8]:
        print(f"  {bloc.friendly:8.1f} {bloc.hostile:7.1f} {bloc.against:7.1f}  {' '.join(bloc.members)}")


def like_alliances(graph: nx.Graph, key: str) -> float:
    """How far a partition by one weight agrees with the alliances."""
    weighed = nx.Graph()
    weighed.add_nodes_from(graph.nodes)
    for first, second, row in graph.edges(data=True):
        weighed.add_edge(first, second, net=row["net"], weight=row[key])
    found = label(partition_actors(weighed))
    members = {actor: name for name, text in ALLIANCES.items() for actor in text.split() if actor in found}
    return mutual_information(members, {actor: found[actor] for actor in members})


def read_deeds(data: Path, folder: Path, *, first: date, packs: Packs) -> Iterator[Deed]:
    with (data / "plover" / "cameo_to_plover.csv").open(encoding="utf-8") as file:
        by_code = {row["cameo_code"]: row["plover_event"] for row in csv.DictReader(file)}
    with (data / "cameo_examples" / "cameo-codes.csv").open(encoding="latin-1") as file:
        codes = {row["name"].casefold(): row["code"] for row in csv.DictReader(file)}
    types = {
        number: by_code.get(codes.get(name.casefold(), ""), "") for number, name in read_ids(folder / "relation2id.txt")
    }
    states = dict(read_states(folder / "entity2id.txt", packs, day=first + timedelta(days=180)))
    mutual = {name for name, kind in packs.events.types.items() if kind.mutual}
    number = 0
    for part in ("train.txt", "valid.txt", "test.txt"):
        path = folder / part
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            subject, relation, target, hours = map(int, line.split()[:4])
            one, two, kind = states.get(subject), states.get(target), types.get(relation)
            score = packs.events.types[kind].score if kind in packs.events.types else 0.0
            if not one or not two or one == two or not score:
                continue
            number += 1
            day = first + timedelta(hours=hours)
            for source, aim in ((one, two), (two, one))[: 2 if kind in mutual else 1]:
                yield Deed(
                    event=f"event-{number}",
                    source=source,
                    target=aim,
                    weight=score / 10,
                    first=day,
                    last=day,
                    placed=False,
                    claims=(f"claim-{number}",),
                )


def read_ids(path: Path) -> Iterator[tuple[int, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, number = line.rpartition("\t")
        yield int(number), name


def read_states(path: Path, packs: Packs, *, day: date) -> Iterator[tuple[int, str]]:
    """Entities that act for a state: by the country in brackets behind an office, or as names and persons we know."""
    names = {actor.name_en.casefold(): actor.id for actor in packs.actors.actors.values() if ":" not in actor.id}
    names |= {"united states": "USA", "russia": "RUS", "syria": "SYR", "palestinian territory, occupied": "PSE"}
    for number, name in read_ids(path):
        office, _, country = name.removesuffix(")").rpartition(" (")
        if office:
            if STATE_ROLES.match(office) and country.casefold() in names:
                yield number, names[country.casefold()]
        elif name.casefold() in names:
            yield number, names[name.casefold()]
        elif actor := known_person(name, packs, day=day) or known_person(without_middle(name), packs, day=day):
            yield number, actor


def without_middle(name: str) -> str:
    """First and last name: patronymics stand between them in these names, and not in our pack."""
    words = name.split()
    return f"{words[0]} {words[-1]}"


def known_person(name: str, packs: Packs, *, day: date) -> str:
    """The state of a person or office that our pack knows on the day; "" where it does not."""
    text = f"President {name} said so."
    document = Document(
        name="a", sha256="0" * 64, media_type="text/plain", language="en", text=text,
        published=Found(value=day.isoformat(), how="given"),
    )  # fmt: skip
    found = find_mentions(document, split_sentences(document, packs.languages["en"]), packs.actors)
    persons = [one for one in found if one.form is MentionForm.PERSON and ":" not in one.actor]
    return persons[0].actor if len(persons) == 1 and persons[0].person else ""


def show_planted() -> None:
    print("\n# planted blocs: mean normalised mutual information (worst of 20) and seconds for one graph")
    for sizes in ((5, 5), (6, 6, 6), (10, 10, 10, 10), (30, 20, 10, 5)):
        for turned in (0.0, 0.1, 0.2, 0.3):
            scores, kept, started = [], 0, time.perf_counter()
            for seed in range(20):
                graph, planted = plant(sizes, turned=turned, seed=seed)
                found = partition_actors(graph)
                scores.append(mutual_information(planted, label(found)))
                kept += signed_modularity(graph, found) >= signed_modularity(graph, parts(planted)) - 1e-9
            took = (time.perf_counter() - started) / 20
            line = f"{'+'.join(map(str, sizes)):14} turned {turned:.1f}: {sum(scores) / 20:.3f} ({min(scores):.3f})"
            print(f"{line}; at least as modular as planted {kept}/20; {took:.2f} s")


def plant(sizes: Sequence[int], *, turned: float, seed: int) -> tuple[nx.Graph, dict[str, int]]:
    """Pairs inside a bloc are friends, across foes; half of all pairs have a tie, with its sign turned at times."""
    draw = random.Random(seed)
    planted = {
        f"A{number:03}": bloc for number, bloc in enumerate(b for b, size in enumerate(sizes) for _ in range(size))
    }
    nodes = sorted(planted)
    dyads = []
    for at, one in enumerate(nodes):
        for two in nodes[at + 1 :]:
            if draw.random() < 0.5:
                friendly = (planted[one] == planted[two]) != (draw.random() < turned)
                weight = round(draw.uniform(0.5, 1.5), 4)
                dyads.append(
                    Dyad(
                        first=one,
                        second=two,
                        positive=weight if friendly else 0.0,
                        negative=0.0 if friendly else weight,
                        sign=1 if friendly else -1,
                    )
                )
    graph = signed_graph(dyads)
    return graph, {node: planted[node] for node in graph.nodes}


def label(found: Sequence[Sequence[str]]) -> dict[str, int]:
    return {node: number for number, part in enumerate(found) for node in part}


def parts(labels: dict[str, int]) -> list[list[str]]:
    return [[node for node in labels if labels[node] == number] for number in sorted(set(labels.values()))]


def mutual_information(one: Mapping[str, object], two: Mapping[str, object]) -> float:
    """Normalised by the mean of both entropies; 1 where both put everything together."""
    whole = len(one)
    first, second, both = Counter(one.values()), Counter(two.values()), Counter((one[n], two[n]) for n in one)

    def entropy(counts: Counter) -> float:
        return -sum(count / whole * math.log(count / whole) for count in counts.values())

    shared = entropy(first) + entropy(second) - entropy(both)
    mean = (entropy(first) + entropy(second)) / 2
    return shared / mean if mean else 1.0


if __name__ == "__main__":
    main()
