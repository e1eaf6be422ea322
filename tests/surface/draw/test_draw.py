"""Drawings: true to scale, readable from both sides, and safe to put on any page."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from riwaya.surface.draw import Drawing, Label, columns, map, ranges, strip  # noqa: A004  # a map is a map

NS = "{http://www.w3.org/2000/svg}"
TONES = {"battles": "#000", "protests": "#111"}
EVERY = (
    columns.columns([columns.Column("1/6", {"battles": 2}), columns.Column("2/6", {"protests": 1, "battles": 3})], TONES, "أحداث <&>"),
    ranges.span(3, 9, 40, title="<b>"),
    ranges.span(3, None, 40),
    ranges.ruler(40),
    strip.strip({"battles": 2, "protests": 1}, TONES, "strip"),
    map.chart([map.Disc(35.1, 36.7, 30, "1")], map.borders(), [map.Named(35.0, 38.5, "سوريا")], "خريطة", "كم"),
)


def parsed(drawing: Drawing) -> ET.Element:
    return ET.fromstring(drawing.svg())  # noqa: S314  # our own


@pytest.mark.parametrize("drawing", EVERY)
def test_a_drawing_is_whole_xml_without_styles_or_scripts(drawing: Drawing) -> None:
    for one in parsed(drawing).iter():
        assert "style" not in one.attrib
        assert not any(name.startswith("on") or "href" in name for name in one.attrib)
    assert parsed(drawing).find(f"{NS}title") is not None


@pytest.mark.parametrize("drawing", EVERY)
def test_mirroring_twice_changes_nothing_and_letters_are_never_mirrored(drawing: Drawing) -> None:
    assert drawing.mirrored().mirrored().svg() == drawing.svg()
    mirrored = parsed(drawing.mirrored())
    assert not mirrored.findall(f".//{NS}g//{NS}text")
    assert len(mirrored.findall(f".//{NS}text")) == len(drawing.labels)


@pytest.mark.parametrize("drawing", EVERY)
def test_labels_laid_over_say_the_same(drawing: Drawing) -> None:
    assert re.findall("<span", drawing.layered()) == ["<span"] * len(drawing.labels)
    assert "<text" not in drawing.layered()


def test_columns_are_as_high_as_their_numbers() -> None:
    heights = {one.get("class"): float(one.get("height", 0)) for one in parsed(EVERY[0]).iter(f"{NS}rect")}
    assert heights["kind-battles"] == pytest.approx(3 * heights["kind-protests"], rel=0.01)


@pytest.mark.parametrize("most", [0, 1, 3, 4, 5, 9, 12, 40, 123, 9999])
def test_ticks_are_round_few_and_cover_everything(most: int) -> None:
    ticks = columns.nice(most)
    assert ticks[0] == 0
    assert ticks[-1] >= most
    assert 2 <= len(ticks) <= 6
    assert len(ticks) < 3 or ticks[-2] < most


def test_a_range_lies_where_its_figures_are() -> None:
    low, high = (float(one.get("cx", 0)) for one in sorted(parsed(ranges.span(10, 30, 40)).iter(f"{NS}circle"), key=lambda one: float(one.get("cx", 0))))
    zero, forty = (float(one.get("cx", 0)) for one in (next(parsed(ranges.span(number, number, 40)).iter(f"{NS}circle")) for number in (0, 40)))
    assert (low - zero) / (forty - zero) == pytest.approx(0.25, abs=0.01)
    assert (high - zero) / (forty - zero) == pytest.approx(0.75, abs=0.01)


def test_an_open_figure_is_an_arrow_of_one_length_whatever_the_figure() -> None:
    def length(low: int) -> float:
        line = next(one for one in parsed(ranges.span(low, None, 40)).iter(f"{NS}line") if one.get("class") == "range")
        return float(line.get("x2", 0)) - float(line.get("x1", 0))

    assert length(1) == pytest.approx(length(30), abs=0.1)


def test_a_disc_is_as_wide_as_its_source_leaves_the_place_open() -> None:
    discs = [map.Disc(35.0, 36.0, 10, "1"), map.Disc(35.0, 38.0, 60, "2"), map.Disc(35.0, 37.0, 0, "3")]
    drawn = parsed(map.chart(discs, (), (), "x", "km"))
    none, small, wide = sorted((float(one.get("r", 0)), float(one.get("cx", 0))) for one in drawn.iter(f"{NS}circle"))
    assert wide[0] / small[0] == pytest.approx(6, rel=0.02)
    assert none[0] > 0
    kilometres = 2 * 111.2 * math.cos(math.radians(35))
    assert (wide[1] - small[1]) / wide[0] == pytest.approx(kilometres / 60, rel=0.05)


def test_every_disc_is_whole_within_the_map() -> None:
    drawing = map.chart([map.Disc(14.8, 42.9, 5, "1"), map.Disc(35.9, 36.6, 80, "2")], map.borders(), (), "x", "km")
    for one in parsed(drawing).iter(f"{NS}circle"):
        x, y, r = (float(one.get(name, 0)) for name in ("cx", "cy", "r"))
        assert r <= x <= drawing.width - r
        assert r <= y <= drawing.height - r


def test_numbers_of_near_discs_do_not_cover_each_other() -> None:
    drawing = map.chart([map.Disc(35.0 + 0.01 * number, 36.0, 3, str(number)) for number in range(4)], (), (), "x", "km")
    spots = {(round(one.x), round(one.y)) for one in drawing.labels if one.kind == "disc-label"}
    assert len(spots) == 4


def test_of_two_countries_whose_names_would_cover_each_other_neither_is_named() -> None:
    names = [map.Named(31.5, 35.0, "فلسطين"), map.Named(31.6, 35.1, "إسرائيل"), map.Named(27.0, 30.0, "مصر")]
    drawing = map.chart([map.Disc(31.0, 34.0, 900, "1")], (), names, "x", "km")
    assert [one.text for one in drawing.labels if one.kind == "country"] == ["مصر"]


def test_labels_escape_what_they_are_given() -> None:
    label = Label(1, 1, "<script>")
    drawing = replace(EVERY[1], labels=(label,))
    assert "<script>" not in drawing.svg() + drawing.layered()
