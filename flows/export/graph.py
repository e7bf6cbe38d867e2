"""Collaborations as GraphML: organisations are nodes, who works with whom is an edge.

Where one works with each of the others apart, edges lead from that hub only. Two that work
together on several things have an edge for each, so that the graph is a multigraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from flows.export.xml import HEAD, element
from flows.model import Organization
from flows.naming import party_keys
from flows.state.queries import Listed

_KEYS: Final = (
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("node", "parent", "string"),
    ("edge", "collaboration", "int"),
    ("edge", "form", "string"),
    ("edge", "stage", "string"),
    ("edge", "date", "string"),
    ("edge", "name", "string"),
    ("edge", "topics", "string"),
    ("edge", "first_told", "string"),
    ("edge", "outlets", "int"),
    ("edge", "confidence", "double"),
)
_SPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA: Final = f"{_SPACE} {_SPACE}/1.0/graphml.xsd"


def graph_parts(collaborations: Iterable[Listed]) -> Iterator[str]:
    """Give one undirected graph; a node stands before the first edge that names it."""
    yield HEAD
    yield (
        f'<graphml xmlns="{_SPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{_SCHEMA}">\n'
    )
    for owner, name, kind in _KEYS:
        about = {"id": _key(owner, name), "for": owner, "attr.name": name, "attr.type": kind}
        yield f"  {element('key', None, about)}\n"
    yield '  <graph id="collaborations" edgedefault="undirected">\n'
    numbers: dict[str, int] = {}
    for one in collaborations:
        for organization in one.organizations:
            if organization.key not in numbers:
                numbers[organization.key] = len(numbers) + 1
                yield _node(numbers[organization.key], organization, _parent(one, organization))
        for place, (source, target) in enumerate(ties(one), start=1):
            ends = {"source": f"n{numbers[source]}", "target": f"n{numbers[target]}"}
            yield _edge(f"c{one.id}.{place}", ends, one)
    yield "  </graph>\n</graphml>\n"


def ties(one: Listed) -> list[tuple[str, str]]:
    """Give the pairs of organisations, by key, that this collaboration ties together."""
    keys = [organization.key for organization in one.organizations]
    hub = _hub(one)
    if hub is None:
        return list(combinations(keys, 2))
    return [(hub, key) for key in keys if key != hub]


def _hub(one: Listed) -> str | None:
    deal = one.collaboration
    if deal.hub is None or len(deal.parties) < 3:  # of two, each apart is both together
        return None
    keys = party_keys(deal.parties, one.organizations)
    called = {party.name: key for party, key in keys} | {p.canonical: key for p, key in keys}
    return called.get(deal.hub)


def _parent(one: Listed, organization: Organization) -> str | None:
    """Give what it is part of by name, where the collaboration says so, else by key."""
    named = {
        key: party.parent for party, key in party_keys(one.collaboration.parties, one.organizations)
    }
    return named.get(organization.key) or organization.parent


def _node(number: int, organization: Organization, parent: str | None) -> str:
    facts = {
        "label": organization.canonical,
        "kind": organization.kind.value,
        "parent": parent,
    }
    told = "".join(_data("node", name, value) for name, value in facts.items())
    return f'    <node id="n{number}">{told}</node>\n'


def _edge(name: str, ends: dict[str, str], one: Listed) -> str:
    deal = one.collaboration
    facts = {
        "collaboration": str(one.id),
        "form": deal.form.value,
        "stage": deal.stage.value,
        "date": deal.date,
        "name": deal.name,
        "topics": "; ".join(deal.topics),
        "first_told": one.told_at.isoformat(),
        "outlets": str(len(one.outlets)),
        "confidence": f"{deal.confidence:.4g}",
    }
    told = "".join(_data("edge", key, value) for key, value in facts.items())
    tags = "".join(f' {key}="{value}"' for key, value in ({"id": name} | ends).items())
    return f"    <edge{tags}>{told}</edge>\n"


def _data(owner: str, name: str, value: str | None) -> str:
    return element("data", value, {"key": _key(owner, name)}) if value else ""


def _key(owner: str, name: str) -> str:
    return f"{owner}.{name}"
