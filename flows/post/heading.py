"""What stands above a digest: its moment and counts, its window and the sources' health."""

from __future__ import annotations

from flows.model import Digest
from flows.post.item import Manner


def title(digest: Digest, manner: Manner) -> str:
    """`맞손 11/24(화) 09:00 · 새 협력 2 · 과거 자료 1`: what there is none of is not counted."""
    words = manner.words
    counts = (
        (words.new, len(digest.news)),
        (words.updates, len(digest.updates)),
        (words.archived, len(digest.archive)),
    )
    told = [template.format(count) for template, count in counts if count]
    stamp = f"{words.name} {words.stamp(digest.composed_at, manner.zone)}"
    return " · ".join([stamp, *(told or [words.nothing_new])])


def window(digest: Digest, manner: Manner) -> str:
    """`11/23 09:00 이후 · 소스 11/12 정상`; empty where neither is known."""
    words = manner.words
    parts = []
    if digest.since:
        local = digest.since.astimezone(manner.zone)
        parts.append(words.since.format(f"{local:%m/%d %H:%M}"))
    if digest.sources_total:
        parts.append(words.sources.format(digest.sources_ok, digest.sources_total))
    if digest.held_back:
        parts.append(words.held_back.format(digest.held_back))
    return " · ".join(parts)
