"""Builds what the web face ships and no Python package carries: country borders as GeoJSON, and the Arabic letters of two Noto fonts as WOFF2.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip install fonttools brotli && pip download --no-deps pylopdf-fonts-ar==0.1.1 && unzip pylopdf_fonts_ar-0.1.1-py3-none-any.whl
    python scripts/build_web_assets.py package/ pylopdf_fonts_ar/

Origin and licences of both: src/riwaya/surface/web/static/ORIGIN.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

STATIC = Path(__file__).parents[1] / "src" / "riwaya" / "surface" / "web" / "static"
WEST, SOUTH, EAST, NORTH = -20.0, -12.0, 80.0, 48.0  # where finer borders are kept; beyond, coarse ones are enough to know where one is
FINE, COARSE = 0.03, 3.0  # square degrees of the triangle that a point of a border must span to be kept
LETTERS = (
    "U+0020-007E,U+00A0,U+00AB,U+00BB,U+00B7,U+060C,U+061B,U+061F,U+0621-065F,U+0660-066D,U+0670,U+0671,U+067E,U+0686,U+0698,U+06A9,U+06AF,U+06CC,"
    "U+200C-200F,U+2013,U+2014,U+2026,U+2066-2069"
)
Point = tuple[float, float]


def main(atlas: Path, fonts: Path) -> None:
    """Write the files into the package."""
    countries = [*_countries(atlas / "countries-50m.json", FINE, inside=True), *_countries(atlas / "countries-110m.json", COARSE, inside=False)]
    text = json.dumps({"type": "FeatureCollection", "features": countries}, ensure_ascii=False, separators=(",", ":"))
    (STATIC / "borders.json").write_text(text + "\n", encoding="utf-8")
    for name, weights in (("NotoSansArabic", (400, 700)), ("NotoNaskhArabic", (400, 700))):
        _font(fonts / f"{name}-Variable.ttf", STATIC / f"{name}.woff2", weights)


def _countries(path: Path, least: float, *, inside: bool) -> Iterator[dict[str, Any]]:
    atlas = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_simple(_arc(arc, atlas["transform"]), least) for arc in atlas["arcs"]]
    for shape in atlas["objects"]["countries"]["geometries"]:
        if shape.get("type") not in {"Polygon", "MultiPolygon"}:
            continue
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        drawn = [[_ring(ring, arcs) for ring in part] for part in parts]
        kept = [[ring for ring in part if len(set(ring)) > 3] for part in drawn]
        kept = [part for part in kept if part and _inside(part[0]) is inside]
        if kept:
            geometry = {"type": "MultiPolygon", "coordinates": kept}
            yield {"type": "Feature", "properties": {"name": shape["properties"]["name"]}, "geometry": geometry}


def _inside(ring: Sequence[Point]) -> bool:
    return any(WEST <= lon <= EAST and SOUTH <= lat <= NORTH for lon, lat in ring)


def _arc(steps: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[Point]:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for step in steps:
        x, y = x + step[0], y + step[1]
        found.append((x * scale_x + move_x, y * scale_y + move_y))
    return found


def _simple(points: list[Point], least: float) -> list[Point]:
    """Drop points in the order of the triangles that they span (Visvalingam), ends excepted; arcs are shared, so neighbours still fit."""
    kept = list(points)
    while len(kept) > 2:
        areas = [_area(kept[number - 1], kept[number], kept[number + 1]) for number in range(1, len(kept) - 1)]
        smallest = min(areas)
        if smallest >= least:
            break
        del kept[areas.index(smallest) + 1]
    return [(round(lon, 2), round(lat, 2)) for lon, lat in kept]


def _area(one: Point, other: Point, third: Point) -> float:
    return abs((other[0] - one[0]) * (third[1] - one[1]) - (third[0] - one[0]) * (other[1] - one[1])) / 2


def _ring(names: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    found: list[Point] = []
    for name in names:
        arc = arcs[name] if name >= 0 else arcs[~name][::-1]
        found += arc[1 if found else 0 :]
    return found


def _font(source: Path, target: Path, weights: tuple[int, int]) -> None:
    """Keep the letters of Arabic and ASCII, and of the axes the weights between the two."""
    font = TTFont(source)
    axes = {axis.axisTag for axis in font["fvar"].axes}
    font = instantiateVariableFont(font, {"wght": weights, **({"wdth": 100} if "wdth" in axes else {})})
    file = BytesIO()  # what the instancer leaves out is left out for good once written
    font.save(file)
    font = TTFont(file)
    options = Options(layout_features=["*"], flavor="woff2", hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for part in LETTERS.split(",") for code in _codes(part)])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def _codes(part: str) -> range:
    first, _, last = part.removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
