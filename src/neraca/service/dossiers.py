"""The dossier of an account, or of the part of it that belongs to a pair, an event, a question or a selection."""

from __future__ import annotations

from dataclasses import dataclass, replace

from neraca.packs.catalogue import Packs
from neraca.packs.words import Words, read_words
from neraca.pipeline.judgements import event_mark
from neraca.publish.background import Background
from neraca.publish.dossier import Part, render_dossier
from neraca.publish.relations import Relations
from neraca.publish.world import read_world
from neraca.records import Account, Event
from neraca.service.account_index import NO_BACKGROUND, AccountIndex, index_account
from neraca.service.naming import names_for
from neraca.service.narrowing import Narrowed, entries_of, narrow
from neraca.service.network import network_day, networks_of
from neraca.service.relations import gather_relations
from neraca.service.scope import Scope, choose_events

EVERYTHING = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A page, and what it shows.

    Attributes:
        page: HTML.
        title: Of the page.
        limits: Sentences that say what it is limited to; empty for the whole account.
        account: The account, or the part of it that is shown.
        background: What is known of its documents.
        relations: What its events show together.
    """

    page: str
    title: str
    limits: tuple[str, ...]
    account: Account
    background: Background
    relations: Relations


def write_dossier(
    account: Account,
    packs: Packs,
    *,
    language: str,
    title: str = "",
    default_title: str = "",
    background: Background = NO_BACKGROUND,
    scope: Scope = EVERYTHING,
    index: AccountIndex | None = None,
) -> Dossier:
    """The dossier of an account, or of a part of it.

    Statuses, witnesses, ledger lines and what became of outlooks are those that all documents together give, also where
    only a part is shown; a network is that of the shown events alone.

    Args:
        account: The whole.
        packs: Names of actors, event types and items.
        language: Of its words.
        title: Of the page; "" for the scope's own.
        default_title: Where the scope has none either; "" for the catalogue's.
        background: What it says of documents beside their claims (`gather_background`).
        scope: What is shown.
        index: Of the account, its background and its relations, where there is one already: these are shown then.

    Raises:
        NeracaError: N107, when the program does not speak the language; as `choose_events`.
    """
    words, names = read_words(language), names_for(packs, language)
    if index is None:
        relations = gather_relations(account, packs, background=background)
    else:
        background, relations = index.background, index.relations
    shown, part, own_title = account, None, ""
    if not scope.is_all:
        whole = index or index_account(account, background=background, relations=relations)
        chosen = choose_events(scope, account, packs=packs, index=whole, names=names, words=words)
        narrowed = _part(chosen.events, whole)
        shown, background, own_title = narrowed.account, narrowed.background, chosen.title
        networks = () if scope.event else networks_of(shown, packs)
        # One pair by itself is no network: the ledger and its events say it all.
        networks = networks if networks and len(networks[-1].dyads) > 1 else ()
        relations = replace(narrowed.relations, networks=networks)
        part = Part(numbers=whole.numbers, limits=chosen.limits, newest=network_day(account))
    heading = title or own_title or default_title or words.say("dossier")
    page = render_dossier(
        replace(shown, events=tuple(with_verdict(event, words) for event in shown.events)),
        names=names,
        words=words,
        world=read_world(),
        language=language,
        title=heading,
        background=background,
        relations=relations,
        part=part,
    )
    return Dossier(
        page=page,
        title=heading,
        limits=() if part is None else part.limits,
        account=shown,
        background=background,
        relations=relations,
    )


def _part(events: tuple[str, ...], whole: AccountIndex) -> Narrowed:
    """The events with their ledger lines whole."""
    return narrow(
        whole.account,
        background=whole.background,
        relations=whole.relations,
        events=events,
        entries=entries_of(events, whole),
        index=whole,
    )


def with_verdict(event: Event, words: Words) -> Event:
    """The event with a person's verdict in words among its reasons."""
    mark = event_mark(event)
    return replace(event, reasons=(*event.reasons[:-1], words.say(f"judged.{mark}"))) if mark else event
