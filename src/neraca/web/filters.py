"""Filters of a list in an address: the values wanted of each, and those that can be chosen beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neraca.service.facets import Facets
from neraca.service.selection import find_actor
from neraca.web.visit import Visit

MOST_CHOICES = 60

Wanted = Mapping[str, tuple[str, ...]]
"""Values wanted, by filter; one without values filters nothing."""


def read_filters(visit: Visit, names: Iterable[str]) -> Wanted:
    """Values wanted of each filter; an actor may be named in any language, and a type be written in any case."""
    wanted = {}
    for name in names:
        values = [value.strip() for value in visit.request.query_params.getlist(name) if value.strip()]
        if name == "actor":
            values = [find_actor(visit.packs, value) or value for value in values]
        if name == "type":
            values = [value.upper() for value in values]
        wanted[name] = tuple(values)
    return wanted


def list_choices(facets: Facets, name: str, wanted: Wanted) -> list[tuple[str, int]]:
    """Values of a filter among what all other filters find, with their numbers; those chosen always."""
    others = facets.places({other: values for other, values in wanted.items() if other != name})
    counted = list(facets.counts(name, others))
    kept, numbers = counted[:MOST_CHOICES], dict(counted)
    known = {value for value, _ in kept}
    return kept + [(value, numbers.get(value, 0)) for value in wanted[name] if value not in known]
