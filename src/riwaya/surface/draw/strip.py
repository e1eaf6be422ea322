"""Shares of a whole as one bar."""

from __future__ import annotations

from collections.abc import Mapping

from riwaya.surface.draw.svg import Drawing, Label, tag

_HEIGHT, _GAP = 16.0, 1.5


def strip(parts: Mapping[str, int], tones: Mapping[str, str], title: str, width: float = 680) -> Drawing:
    """Draw the parts side by side in the order of `tones`, each as wide as its share and with its number where there is room."""
    whole = sum(parts.values()) or 1
    shapes, labels, left = [], [], 0.0
    for name, tone in tones.items():
        wide = parts.get(name, 0) / whole * width
        if wide:
            shapes.append(tag("rect", x=left, y=0, width=max(0.5, wide - _GAP), height=_HEIGHT, fill=tone, class_=f"part-{name}"))
            left += wide
        if wide > _HEIGHT:
            labels.append(Label(left - wide / 2, 11.5, str(parts[name]), "middle", "part", 9.5, "#ffffff", bold=True))
    return Drawing(width, _HEIGHT, tuple(shapes), tuple(labels), title)
