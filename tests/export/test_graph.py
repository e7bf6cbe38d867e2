from __future__ import annotations

from itertools import combinations
from typing import Any, TypeAlias

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # lxml has no annotations

from flows.export import graph_parts
from flows.export.graph import ties
from flows.model import Party
from flows.state.queries import Listed
from tests.export.samples import GUNNEO, MIR, RAON, listed

Element: TypeAlias = Any  # lxml's
SPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


def _parse(*collaborations: Listed) -> Element:
    return etree.fromstring("".join(graph_parts(collaborations)).encode())


def _labels(root: Element) -> dict[str, str]:
    nodes = root.findall(".//g:node", SPACE)
    return {str(node.get("id")): _fact(node, "node.label") or "" for node in nodes}


def _fact(element: Element, key: str) -> str | None:
    found: str | None = element.findtext(f"g:data[@key='{key}']", namespaces=SPACE)
    return found


def _edges(root: Element) -> list[set[str]]:
    labels = _labels(root)
    return [
        {labels[str(edge.get("source"))], labels[str(edge.get("target"))]}
        for edge in root.findall(".//g:edge", SPACE)
    ]


def test_who_works_together_is_tied_with_each_of_the_others() -> None:
    """Three together are three edges, with the facts of the collaboration on each."""
    one = listed(5, GUNNEO, RAON, MIR, topics=("의료 AI",), date="2026-11")
    root = _parse(one)
    assert sorted(map(sorted, _edges(root))) == sorted(
        map(sorted, combinations(["건너전자", "라온대학교", "미르병원"], 2))
    )
    edges = root.findall(".//g:edge", SPACE)
    assert [edge.get("id") for edge in edges] == ["c5.1", "c5.2", "c5.3"]
    assert {_fact(edge, "edge.topics") for edge in edges} == {"의료 AI"}
    assert {_fact(edge, "edge.date") for edge in edges} == {"2026-11"}
    assert {_fact(edge, "edge.name") for edge in edges} == {None}


def test_a_hub_ties_to_the_hub_only() -> None:
    """Whether the hub is told by its wording or by its canonical name."""
    for hub in ("라온대", "라온대학교"):
        edges = _edges(_parse(listed(1, GUNNEO, RAON, MIR, hub=hub)))
        assert edges == [{"라온대학교", "건너전자"}, {"라온대학교", "미르병원"}]


def test_a_hub_of_two_is_an_edge_as_any() -> None:
    """Nothing is lost where there is no third."""
    assert _edges(_parse(listed(1, GUNNEO, RAON, hub="라온대"))) == [{"건너전자", "라온대학교"}]


def test_a_hub_under_another_key_is_found_by_what_is_left() -> None:
    """An article or a person may have given a party another organisation."""
    one = listed(1, GUNNEO, MIR, Party("라온", "라온"), hub="라온")
    stored = listed(1, GUNNEO, MIR, RAON).organizations
    found = Listed(1, one.collaboration, one.told_at, stored)
    assert {frozenset(pair) for pair in ties(found)} == {
        frozenset({"라온대", "건너전자"}),
        frozenset({"라온대", "미르병원"}),
    }


def test_two_deals_of_the_same_are_two_edges_between_two_nodes() -> None:
    """Parallel edges stand side by side; a node stands once, with kind and parent."""
    root = _parse(listed(1), listed(2))
    assert len(_edges(root)) == 2
    nodes = root.findall(".//g:node", SPACE)
    assert [(_fact(n, "node.kind"), _fact(n, "node.parent")) for n in nodes] == [
        ("company", "건너그룹"),
        ("university", None),
    ]


def test_ids_and_references_are_what_the_schema_asks() -> None:
    """Ids are distinct name tokens, each key that is used is declared for its owner."""
    root = _parse(listed(1, GUNNEO, RAON, MIR), listed(2))
    ids = [str(e.get("id")) for e in root.iter("{*}node", "{*}edge", "{*}key", "{*}graph")]
    assert len(ids) == len(set(ids))
    assert all(name.replace(".", "").replace("_", "").isascii() for name in ids)
    declared = {str(k.get("id")): k.get("for") for k in root.findall("g:key", SPACE)}
    for owner in ("node", "edge"):
        for data in root.findall(f".//g:{owner}/g:data", SPACE):
            assert declared[str(data.get("key"))] == owner
    nodes = _labels(root).keys()
    for edge in root.findall(".//g:edge", SPACE):
        assert {edge.get("source"), edge.get("target")} <= nodes


def test_an_empty_graph_is_a_graph() -> None:
    """Tools that read it find nothing and no fault."""
    assert _edges(_parse()) == []


@given(st.text(st.characters(), max_size=40))
def test_any_text_makes_xml(text: str) -> None:
    """Controls, half characters and mark-up stay out of the way; the parser takes it."""
    party = Party(text or "x", text or "x")
    root = _parse(listed(1, party, MIR, topics=(text,), name=text))
    assert len(_labels(root)) in {1, 2}
    assert all("\x00" not in label for label in _labels(root).values())
