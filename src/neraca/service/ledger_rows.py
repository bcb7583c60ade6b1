"""The exchange ledger, its balance and its corrections as plain rows."""

from __future__ import annotations

from collections.abc import Iterable

from neraca.publish.entries import entry_row, gift_row, posting_row, total_row
from neraca.publish.exports import Row
from neraca.records import Account, Entry
from neraca.relate.balance import Given, Period, balance_entries
from neraca.service.selection import Selection
from neraca.service.tables import ALL, first_days


def select_entries(account: Account, selection: Selection = ALL) -> tuple[Entry, ...]:
    """The ledger's lines that a selection holds."""
    published = first_days(account)
    types = {event.id: event.type for event in account.events}
    chosen = []
    for entry in account.entries:
        days = [day for event in entry.events if (day := published.get(event)) is not None]
        kinds = {types[event] for event in entry.events if event in types}
        if selection.holds_entry(entry, kinds, min(days, default=None)):
            chosen.append(entry)
    return tuple(chosen)


def ledger_rows(account: Account, selection: Selection = ALL) -> list[Row]:
    """Entries of the exchange ledger, by giver, receiver and item."""
    return [entry_row(entry) for entry in select_entries(account, selection)]


def balance_rows(entries: Iterable[Entry], *, by: Period | None = None) -> list[Row]:
    """What both sides of each pair gave, by item class and period, each line with its total."""
    return [
        {
            "left": balance.left,
            "right": balance.right,
            "item": balance.item_class,
            "period": balance.period or None,
            "left_gave": [_given(one) for one in balance.left_gave],
            "right_gave": [_given(one) for one in balance.right_gave],
        }
        for balance in balance_entries(entries, by=by)
    ]


def _given(given: Given) -> Row:
    entry = given.entry
    whole = len(given.gifts) == len(entry.gifts)
    return {
        "id": entry.id,
        "name": entry.name,
        "kinds": sorted({kind for gift in given.gifts for kind in gift.kinds}),
        "status": entry.status.value,
        "witnesses": entry.witnesses if whole else max(gift.witnesses for gift in given.gifts),
        # A part of the gifts has no total of its own: which amounts lie within which is known of all together.
        "totals": [total_row(total) for total in entry.totals] if whole else [],
        "quantity": [figure for gift in given.gifts for figure in gift_row(gift)["quantity"]],
        "gifts": len(given.gifts),
        "claims": sorted({claim for gift in given.gifts for claim in gift.claims}),
    }


def history_rows(entries: Iterable[Entry]) -> list[Row]:
    """Every posting of every gift by day, undated first: how it stood from then on, and which posting it replaced."""
    rows = []
    for entry in entries:
        for gift in entry.gifts:
            name = gift.event.partition("-")[2][:8]
            for number, posting in enumerate(gift.journal):
                replaced = posting.replaces
                rows.append(
                    {
                        **posting_row(posting),
                        "giver": entry.giver,
                        "receiver": entry.receiver,
                        "item": entry.item_class,
                        "id": f"{name}.{number + 1}",
                        "replaces": None if replaced is None else f"{name}.{replaced + 1}",
                        "replaced_status": None if replaced is None else gift.journal[replaced].status.value,
                        "event": gift.event,
                        "entry": entry.id,
                    }
                )
    return sorted(rows, key=lambda row: (row["day"] or "", row["giver"], row["receiver"], row["item"], row["id"]))
