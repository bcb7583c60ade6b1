"""Rows of the network: ties, blocs, roles of third parties, triads, and the measures of the whole."""

from __future__ import annotations

from neraca.publish.exports import Row
from neraca.records import Account, Network, Remark, Tie
from neraca.service.selection import Selection

ALL = Selection()


def tie_rows(network: Network, before: Network | None = None, selection: Selection = ALL) -> list[Row]:
    """Ties, the strongest first; with an earlier day also those that are gone.

    Args:
        network: Of the day asked for.
        before: Of an earlier day: each row then says what it was and how it changed.
        selection: Its actor stands on either side.
    """
    now = {(tie.source, tie.target): tie for tie in network.ties}
    then = {(tie.source, tie.target): tie for tie in before.ties} if before else {}
    rows = []
    for key in sorted({*now, *then}):
        tie, old = now.get(key), then.get(key)
        known = tie or old
        if known is None or (selection.actor is not None and selection.actor not in key):
            continue
        row: Row = {
            "source": known.source,
            "target": known.target,
            "positive": tie.positive if tie else 0.0,
            "negative": tie.negative if tie else 0.0,
            "net": tie.net if tie else 0.0,
            "last": known.last.isoformat(),
            "placed": known.placed,
            "events": list(known.events),
            "claims": list(known.claims),
            "day": network.day.isoformat(),
        }
        if before is not None:
            row |= {
                "net_before": old.net if old else 0.0,
                "change": round(row["net"] - (old.net if old else 0.0), 4),
                "day_before": before.day.isoformat(),
            }
        rows.append(row)
    order = "change" if before is not None else "net"
    return sorted(rows, key=lambda row: (-abs(row[order]), row["source"], row["target"]))


def bloc_rows(network: Network, selection: Selection = ALL) -> list[Row]:
    """Blocs, the one with most friendly weight inside first, with the ties that join and oppose them."""
    rows = []
    for bloc in network.blocs:
        if selection.actor is not None and selection.actor not in bloc.members:
            continue
        inside = [tie for tie in network.ties if tie.source in bloc.members and tie.target in bloc.members]
        rows.append(
            {
                "id": bloc.id,
                "members": list(bloc.members),
                "friendly": bloc.friendly,
                "hostile": bloc.hostile,
                "against": bloc.against,
                "events": list(dict.fromkeys(event for tie in inside for event in tie.events)),
                "claims": list(dict.fromkeys(claim for tie in inside for claim in tie.claims)),
                "day": network.day.isoformat(),
            }
        )
    return rows


def role_rows(network: Network, account: Account, selection: Selection = ALL) -> list[Row]:
    """Roles of third parties by pair, with the claims or sentences that they rest on."""
    labels = {document.id: document.label for document in account.documents}
    return [
        {
            "actor": role.actor,
            "role": role.kind.value,
            "toward": list(role.toward),
            "events": list(role.events),
            "claims": list(role.claims),
            "sentences": [_sentence(remark, labels) for remark in role.remarks],
            "day": network.day.isoformat(),
        }
        for role in network.roles
        if selection.actor is None or selection.actor in (role.actor, *role.toward)
    ]


def balance_rows(network: Network, before: Network | None = None) -> list[Row]:
    """Balance and polarity of the whole, one row for each day, the earlier first."""
    rows = []
    for one in (before, network):
        if one is None:
            continue
        events = dict.fromkeys(event for tie in one.ties for event in tie.events)
        rows.append(
            {
                "day": one.day.isoformat(),
                "balance": one.balance.share,
                "triads": one.balance.triads,
                "balanced": one.balance.balanced,
                "fit": one.polarity.fit,
                "division": one.polarity.division,
                "camps": [list(camp) for camp in one.polarity.camps],
                "exact": one.polarity.exact,
                "events": list(events),
                "undated": list(one.undated),
            }
        )
    return rows


def triad_rows(network: Network, selection: Selection = ALL) -> list[Row]:
    """Closed triads, the weightiest first."""
    ties: dict[frozenset[str], list[Tie]] = {frozenset((tie.source, tie.target)): [] for tie in network.ties}
    for tie in network.ties:
        ties[frozenset((tie.source, tie.target))].append(tie)
    rows = []
    for triad in network.triads:
        first, second, third = triad.members
        if selection.actor is not None and selection.actor not in triad.members:
            continue
        sides = [tie for pair in ((first, second), (first, third), (second, third)) for tie in ties[frozenset(pair)]]
        rows.append(
            {
                "members": list(triad.members),
                "signs": list(triad.signs),
                "balanced": triad.balanced,
                "weight": triad.weight,
                "events": list(dict.fromkeys(event for tie in sides for event in tie.events)),
                "claims": list(dict.fromkeys(claim for tie in sides for claim in tie.claims)),
                "day": network.day.isoformat(),
            }
        )
    return rows


def _sentence(remark: Remark, labels: dict[str, str]) -> Row:
    span = remark.evidence.span
    return {
        "document": labels[remark.evidence.document],
        "start": span.start,
        "end": span.end,
        "quote": remark.evidence.quote,
    }
