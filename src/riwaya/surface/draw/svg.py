"""A drawing as a value: shapes as SVG, and labels apart from them, since not every renderer of SVG shapes Arabic letters.

Colours stand in presentation attributes, which any rule of a stylesheet for the class beside them overrules; there are no inline styles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Literal

Anchor = Literal["start", "middle", "end"]  # at the left, the middle, the right of the text, whatever its direction
INK, MUTED, RULE = "#1c2833", "#5d6973", "#d3d9dd"
_OTHER: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
_ROOM = 30.0  # per cent of the drawing's width that a label may take on either side of its middle


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text with its baseline's point, in units of the drawing; `kind` is its class."""

    x: float
    y: float
    text: str
    anchor: Anchor = "middle"
    kind: str = "label"
    size: float = 9
    tone: str = MUTED
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes and labels over a width and a height; `title` says in words what is to be seen."""

    width: float
    height: float
    shapes: tuple[str, ...]
    labels: tuple[Label, ...] = ()
    title: str = ""
    flipped: bool = False

    def mirrored(self) -> Drawing:
        """Return the drawing as it is read from the right: places are exchanged, letters are not."""
        labels = tuple(replace(one, x=self.width - one.x, anchor=_OTHER[one.anchor]) for one in self.labels)
        return replace(self, labels=labels, flipped=not self.flipped)

    def svg(self) -> str:
        """Return one SVG element, labels within, for whatever shapes letters in SVG (browsers do)."""
        return self._element("".join(map(_text, self.labels)))

    def layered(self) -> str:
        """Return the shapes as SVG with the labels as HTML laid over them, for renderers that do not."""
        return f'<div class="layered">{self._element("")}{"".join(map(self._overlaid, self.labels))}</div>'

    def _element(self, texts: str) -> str:
        body = "".join(self.shapes)
        if self.flipped:
            body = tag("g", body, transform=f"translate({number(self.width)} 0) scale(-1 1)")
        return tag(
            "svg", tag("title", escape(self.title)) + body + texts,
            xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {number(self.width)} {number(self.height)}", role="img", direction="ltr", class_="drawing",
        )  # fmt: skip

    def _overlaid(self, one: Label) -> str:
        x, y = 100 * one.x / self.width, 100 * one.y / self.height
        at = {
            "start": f"left:{number(x)}%;text-align:left",
            "middle": f"left:{number(x - _ROOM)}%;width:{number(2 * _ROOM)}%;text-align:center",
            "end": f"right:{number(100 - x)}%;text-align:right",
        }[one.anchor]
        weight = ";font-weight:600" if one.bold else ""
        style = f"top:{number(y)}%;{at};font-size:{number(one.size)}px;color:{one.tone}{weight}"
        return f'<span class="{escape(one.kind)}" style="{style}">{escape(one.text)}</span>'


def tag(name: str, content: str = "", **attributes: str | float | None) -> str:
    """Return an element; `content` is markup already. `class_` and `stroke_width` stand for `class` and `stroke-width`; None leaves one out."""
    told = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def number(value: float) -> str:
    """Return a number in as few letters as a drawing needs."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)


def _text(one: Label) -> str:
    weight = "600" if one.bold else None
    return tag("text", escape(one.text), x=one.x, y=one.y, text_anchor=one.anchor, font_size=one.size, fill=one.tone, font_weight=weight, class_=one.kind)
