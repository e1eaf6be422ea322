from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from riwaya import gazetteer
from riwaya.errors import BadInput
from riwaya.gazetteer.tables import harvest

WOF = "wof_id\tcountry\tplacetype\tname\tnames_ar\tnames_latin\tlat\tlon\tgn_feature_code\tgeonames_id\twikidata\tpopulation\tregion_id\tcounty_id\n"
PLAIN = "name_ar,name_en,lat,lon,country,kind\n"


def wof(*rows: str) -> str:
    return WOF + "".join(f"{row}\n" for row in rows)


def geonames(key: str, name: str, names: str, lat: str, lon: str, code: str = "P\tPPL") -> str:
    return f"{key}\t{name}\t{name}\t{names}\t{lat}\t{lon}\t{code}\tSY\t\t10\t\t\t\t500\t\t\tAsia/Damascus\t2020-01-01"


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_whos_on_first(tmp_path: Path) -> None:
    table = saved(
        tmp_path,
        "SY.tsv",
        wof("7\tSY\tlocality\tTall al Ghazal\tتل الغزال|تل غزال\tTell\t35.1\t36.5\tPPL\t99\tQ5\t\t85\t86", "9\tSY\tempire\tX\t\t\t1\t1\t\t\t\t\t\t"),
    )
    (found,) = harvest([table]).records
    assert (found.id, found.kind, found.arabic, found.ids, found.within) == (
        "wof:7",
        "village",
        ("تل الغزال", "تل غزال"),
        ("gn:99", "wd:Q5"),
        ("wof:85", "wof:86"),
    )


def test_geonames_dump_with_alternate_names_in_zips(tmp_path: Path) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("readme.txt", "not a table")
        archive.writestr("SY.txt", geonames("99", "Tall al Ghazal", "", "35.1", "36.5") + "\n" + geonames("98", "A well", "", "35", "36", "H\tWLL") + "\n")
    dump = saved(tmp_path, "SY.zip", body.getvalue())
    names = saved(
        tmp_path,
        "alternate.txt",
        "1\t99\tar\tتل الغزال\t1\t\t\t\t\t\n2\t99\tfa\tتل غزالک\t\t\t\t\t\t\n3\t99\twkdt\tQ5\t\t\t\t\t\t\n4\t99\tar\tاسم قديم\t\t\t\t1\t\t\n",
    )
    folder = tmp_path / "gazetteer"
    gazetteer.import_tables(folder, [dump, names])
    entry = gazetteer.open_atlas(folder).get("gn:99")
    assert entry is not None
    assert (entry.arabic, "wd:Q5" in entry.ids, entry.admin1) == (("تل الغزال",), True, "gn:170015")


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("NAME_EN,NAM_EN_REF,NAME_ARA,PCODE,ADMIN1_COD,ADMIN2_COD,ADMIN3_COD,LATITUDE,LONGITUDE", "Ghazal,Ghazal,الغزال,C1234,SY05,SY0501,SY050101,35.1,36.5"),
        (
            "admin4Name_en,admin4Name_ar,admin4Pcode,admin3Pcode,admin2Pcode,admin1Pcode,Latitude,Longitude",
            "Ghazal,الغزال,C1234,SY050101,SY0501,SY05,35.1,36.5",
        ),
        ("ADM4_EN,ADM4_AR,ADM4_PCODE,ADM3_PCODE,ADM2_PCODE,ADM1_PCODE,lat,lon", "Ghazal,الغزال,C1234,SY050101,SY0501,SY05,35.1,36.5"),
        ("adm4_name,adm4_name1,adm4_pcode,adm3_pcode,adm2_pcode,adm1_pcode,center_lat,center_lon", "Ghazal,الغزال,C1234,SY050101,SY0501,SY05,35.1,36.5"),
    ],
)
def test_every_generation_of_ocha_columns(tmp_path: Path, header: str, cells: str) -> None:
    table = saved(tmp_path, "syr.csv", "\ufeff" + header + "\n" + "#adm,#x,#y,#z,#a,#b,#c,#d\n" + cells + "\n")
    (found,) = harvest([table]).records
    assert (found.id, found.kind, found.country, found.arabic, found.lat, found.within) == (
        "pcode:C1234",
        "village",
        "SY",
        ("الغزال",),
        35.1,
        ("pcode:SY05", "pcode:SY0501"),
    )


def test_ocha_workbook_with_a_sheet_a_level(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Admin1"
    for row in (["admin1Name_en", "admin1Name_ar", "admin1Pcode"], ["Hill", "التل", "SY90"]):
        first.append(row)
    second = book.create_sheet("Admin4")
    for line in (["admin4Name_ar", "admin4Pcode", "admin1Pcode", "Latitude", "Longitude"], ["الغزال", "C1234", "SY90", 35.1, 36.5]):
        second.append(line)
    book.save(tmp_path / "syr.xlsx")
    gazetteer.import_tables(tmp_path, [tmp_path / "syr.xlsx"])
    atlas = gazetteer.open_atlas(tmp_path)
    unit, village = atlas.get("pcode:SY90"), atlas.get("pcode:C1234")
    assert unit is not None
    assert village is not None
    assert (unit.lat, unit.kind, village.admin1) == (35.1, "governorate", "pcode:SY90")  # the unit's own point is the middle of what lies in it


def test_geojson_outlines_give_their_middle(tmp_path: Path) -> None:
    outline = {"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 35]]]}
    feature = {"type": "Feature", "properties": {"NAME_EN": "Hill", "NAME_ARA": "التل", "PCODE": "SY90"}, "geometry": outline}
    table = saved(tmp_path, "adm1.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (found,) = harvest([table]).records
    assert (found.kind, found.lat, found.lon) == ("governorate", 35.5, 36.5)


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    table = saved(tmp_path, "mine.csv", PLAIN + "تلة الغزال,Ghazal hill,35.1,36.5,SY,mountain\n")
    gazetteer.import_tables(tmp_path, [table], source="field-team", licence="CC0")
    (found,) = gazetteer.open_atlas(tmp_path).find("تلة الغزال")
    assert (found.entry.kind, found.entry.sources) == ("mountain", ("field-team",))
    assert gazetteer.sources(tmp_path)["field-team"].licence == "CC0"


@pytest.mark.parametrize(
    ("name", "content", "row", "says"),
    [
        ("columns.csv", "a,b\n1,2\n", ":1:", "columns a, b"),
        ("wide.csv", PLAIN + "الغزال,x,95,36,SY,village\n", ":2:", "not on the earth"),
        ("words.csv", PLAIN + "الغزال,x,north,36,SY,village\n", ":2:", "no numbers"),
        ("kind.csv", PLAIN + "الغزال,x,35,36,SY,castle\n", ":2:", "'castle'"),
        ("country.csv", PLAIN + "الغزال,x,35,36,Syria,village\n", ":2:", "no country code"),
        ("nameless.csv", PLAIN + ",,35,36,SY,village\n", ":2:", "no name"),
        ("short.csv", PLAIN + "الغزال,x,35\n", ":2:", "fewer cells"),
        ("cut.csv", PLAIN.encode() + "الغزال".encode()[:-1] + b",x,35,36,SY,village\n", ":2:", "not UTF-8"),
        ("cp1256.csv", (PLAIN + "الغزال,x,35,36,SY,village\n").encode("cp1256"), ":2:", "windows-1256"),
        ("twice.tsv", wof("7\tSY\tlocality\tA\tأ\t\t35\t36\t\t\t\t\t\t", "7\tSY\tlocality\tB\tب\t\t35\t36\t\t\t\t\t\t"), ":3:", "row 2 already"),
        ("empty.csv", "", ":", "empty"),
        ("broken.geojson", "{", ":", "not a GeoJSON"),
        ("broken.xlsx", "not a workbook", ":", "cannot be read"),
        ("broken.zip", "not a zip", ":", "cannot be read"),
    ],
)
def test_a_bad_table_is_refused_by_file_and_row_and_the_old_gazetteer_stays(tmp_path: Path, name: str, content: str | bytes, row: str, says: str) -> None:
    good = saved(tmp_path, "good.csv", PLAIN + "تلة الغزال,x,35.1,36.5,SY,mountain\n")
    gazetteer.import_tables(tmp_path, [good])
    before = (tmp_path / "gazetteer.sqlite").read_bytes()
    with pytest.raises(BadInput, match=rf"{name}{row}") as error:
        gazetteer.import_tables(tmp_path, [good, saved(tmp_path, name, content)])
    assert says in str(error.value)
    assert (tmp_path / "gazetteer.sqlite").read_bytes() == before
    assert not list(tmp_path.glob(".gazetteer*"))


def test_bad_rows_can_be_left_out_and_are_told(tmp_path: Path) -> None:
    table = saved(tmp_path, "mine.csv", PLAIN + "تلة الغزال,x,35.1,36.5,SY,mountain\nالوعل,x,99,36,SY,village\n")
    found = harvest([table], skip_bad_rows=True)
    assert [record.arabic for record in found.records] == [("تلة الغزال",)]
    assert "mine.csv:3:" in found.left_out[0]


def test_a_folder_stands_for_the_tables_in_it(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    saved(tmp_path, "one.csv", "name_ar,lat,lon,country,kind\nتلة الغزال,35.31,36.71,SY,mountain\n")
    saved(tmp_path / "inner", "two.csv", "name_ar,lat,lon,country,kind\nتلة الوعل,35.32,36.72,SY,mountain\n")
    saved(tmp_path, "SOURCE.txt", "where these tables come from")
    saved(tmp_path, "map.png", "no table")
    saved(tmp_path, "~$one.xlsx", "left by a program that has the table open")
    (tmp_path / "folder.csv").mkdir()
    assert [record.arabic for record in harvest([tmp_path]).records] == [("تلة الوعل",), ("تلة الغزال",)]


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no table in this folder"):
        harvest([tmp_path])
