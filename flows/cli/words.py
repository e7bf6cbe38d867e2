"""Figures as people read them."""

from __future__ import annotations


def size_of(count: int) -> str:
    """Tell a number of bytes: 512 B, 3.4 kB, 120 MB."""
    size, unit = float(count), "B"
    for bigger in ("kB", "MB", "GB", "TB"):
        if round(size) < 1000:
            break
        size, unit = size / 1000, bigger
    shown = f"{size:.1f}" if unit != "B" and size < 9.95 else f"{size:.0f}"
    return f"{shown} {unit}"
