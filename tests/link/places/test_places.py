"""From the words around a name to a point that is never finer than they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya import acquire, gazetteer, pipeline
from riwaya.clean import clean
from riwaya.config import Config
from riwaya.contract import write
from riwaya.extract import read
from riwaya.gazetteer.earth import bearing, distance
from riwaya.link.places import geo_precision, resolve, settle
from riwaya.link.places.explain import Around, alone, on_page
from riwaya.model import Claim, Document, Page, Place, Rejected, Span
from riwaya.pipeline import PageClaims, Reader

SHARED = Path(__file__).parents[4] / "shared"
ALEPPO = (36.2, 37.16)


def places(text: str, reader: Reader) -> dict[str, Place]:
    document = Document("case", text, language="ar")
    settled = settle(document, read(document, reader.known).places, reader.ground)
    return {place.name: one.place for place, one in settled.items()}


@pytest.mark.parametrize(
    ("text", "name", "where_prec"),
    [
        ("وقع الانفجار في مدينة حلب السورية.", "حلب", 1),
        ("دارت اشتباكات قرب مدينة سراقب السورية.", "سراقب", 2),
        ("دارت معارك على محور خان شيخون في سوريا.", "خان شيخون", 2),
        ("قصفت الطائرات ريف حماة.", "حماة", 4),
        ("قصفت الطائرات ريف حماة الشمالي.", "حماة", 5),
        ("وقع الهجوم في محافظة إدلب.", "إدلب", 4),
        ("دارت معارك في جبل الزاوية بسوريا.", "جبل الزاوية", 5),
        ("تحطمت طائرة في سوريا.", "سوريا", 6),
        ("تحطمت طائرة شرقي سوريا.", "سوريا", 5),
        ("وقع الهجوم على بعد 60 كلم شرق حلب.", "حلب", 2),
        ("قتل جندي على طريق حلب - دمشق.", "طريق حلب - دمشق", 5),
    ],
)
def test_precision_follows_the_words(reader: Reader, text: str, name: str, where_prec: int) -> None:
    assert places(text, reader)[name].where_prec == where_prec


def test_acled_has_three_degrees() -> None:
    assert [geo_precision(code) for code in range(1, 8)] == [1, 2, 2, 3, 3, 3, 3]


@pytest.mark.parametrize(
    ("text", "km", "angle"),
    [
        ("سقطت طائرة على بعد 60 كلم شرق حلب.", 60, 90),
        ("سقطت طائرة على بعد نحو عشرين كيلومترا إلى الشمال الشرقي من مدينة حلب.", 20, 45),
        ("وقع الهجوم 35 كيلومترا جنوب حلب.", 35, 180),
    ],
)
def test_distance_and_bearing_are_computed(reader: Reader, text: str, km: float, angle: float) -> None:
    place = places(text, reader)["حلب"]
    assert place.lat is not None
    assert place.lon is not None
    there = (place.lat, place.lon)
    assert distance(ALEPPO, there) == pytest.approx(km, rel=0.15)
    assert bearing(ALEPPO, there) == pytest.approx(angle, abs=8)
    assert (place.radius_km or 0) >= 2


def test_a_part_of_a_unit_lies_on_its_side(reader: Reader) -> None:
    sides = {side: places(f"قصفت الطائرات ريف حلب {side}.", reader)["حلب"] for side in ("الشمالي", "الجنوبي", "الشرقي", "الغربي")}
    assert sides["الشمالي"].lat > sides["الجنوبي"].lat  # type: ignore[operator]
    assert sides["الشرقي"].lon > sides["الغربي"].lon  # type: ignore[operator]


def test_a_side_belongs_to_the_name_that_it_follows(reader: Reader) -> None:
    found = places("قصفت الطائرات بلدة الوهمية في ريف حماة الشمالي وبلدة اللطامنة.", reader)
    assert found["اللطامنة"].where_prec == 1


def test_an_unknown_village_is_put_where_the_page_says_and_blanks_no_other(reader: Reader) -> None:
    found = places("قصفت الطائرات بلدة الوهمية في ريف حماة الشمالي وبلدة اللطامنة.", reader)
    unknown, around = found["الوهمية"], found["حماة"]
    assert unknown.id is None
    assert (unknown.lat, unknown.lon, unknown.radius_km) == (around.lat, around.lon, around.radius_km)
    assert (unknown.where_prec or 0) >= 3
    assert found["اللطامنة"].id is not None


def test_what_nothing_tells_of_stays_without_a_point(reader: Reader) -> None:
    assert places("قصفت الطائرات بلدة الوهمية.", reader)["الوهمية"].lat is None


def test_a_road_lies_between_its_ends(reader: Reader) -> None:
    place = places("انفجرت عبوة على الطريق بين حمص وحماة.", reader)["حمص"]
    assert place.where_prec == 5
    assert 34.75 < (place.lat or 0) < 35.1


def test_a_place_without_a_span_is_resolved_too(reader: Reader) -> None:
    document = Document("case", "نص", language="ar")
    claim = Claim("case", (Span(0, 2),), "Battles", "armed-clash", places=(Place("حماه", within="سوريا", relation="countryside"),))
    (resolved,) = resolve(document, [claim], (), reader.ground)
    assert resolved.places[0].id == "gn:170015"
    assert resolved.id == claim.id


def test_the_outlet_and_neighbours_tell_two_towns_apart(reader: Reader) -> None:
    assert alone("طرابلس", Around(country="LY"), reader.ground)[0].entry.country == "LY"
    assert alone("طرابلس", Around(near="بيروت"), reader.ground)[0].entry.country == "LB"
    assert alone("طرابلس", Around(near="32.4,15.1"), reader.ground)[0].entry.country == "LY"
    document = Document("case", "اندلعت اشتباكات بين قوات من مصراتة وأخرى من الزنتان.", language="ar")
    assert on_page("طرابلس", document, read(document, reader.known).places, reader.ground)[0].entry.country == "LY"


def test_every_reason_of_a_score_is_said_in_both_languages(reader: Reader) -> None:
    from riwaya.surface import strings  # noqa: PLC0415  # only this test looks at the surface

    reasons = {reason for name in ("طرابلس", "حماة", "البيضاء") for one in alone(name, Around("LY", "بنغازي"), reader.ground) for reason, _ in one.reasons}
    for lang in strings.LANGUAGES:
        assert all(f"why.{reason}" in strings.load(lang).texts for reason in reasons)


def test_a_page_comes_out_with_points(reader: Reader) -> None:
    text = "قتل خمسة جنود في قصف على مدينة إدلب، بحسب المرصد السوري لحقوق الإنسان الخميس. " * 3
    result = pipeline.read_page(Page("case", text.encode(), "text"), reader)
    assert isinstance(result, PageClaims)
    record = write.page_record(result.document, result.claims)
    assert record["claims"][0]["places"][0] | {"span": None, "within": None} == {
        "name": "إدلب", "within": None, "relation": "in", "lat": 35.9306, "lon": 36.6339, "radius_km": 5.0, "where_prec": 1, "id": "gn:169389", "span": None
    }  # fmt: skip


SEED = {
    "تل ملح": (35.30566, 36.51962), "الجبين": (35.33873, 36.5131), "كفرنبودة": (35.43175, 36.49354), "قلعة المضيق": (35.41465, 36.39085),
    "حميميم": (35.40081, 35.94032), "مطار حماة العسكري": (35.1182, 36.7112),
}  # fmt: skip


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reader, list[Place]]:
    tables = SHARED / "knowledge/gazetteer"
    if not tables.is_dir():
        pytest.skip("the gazetteer's tables lie beside the project")
    folder = tmp_path_factory.mktemp("gazetteer")
    paths = [*sorted((tables / "whosonfirst").glob("*.tsv")), *sorted((tables / "ocha_syria").glob("syr_admin[124]*.geojson"))]
    gazetteer.import_tables(folder, paths, skip_bad_rows=True)
    reader = pipeline.reader(Config(gazetteer=folder))
    page = next(iter(acquire.pages_from_jsonl(SHARED / "gold/seed.jsonl")))
    document = page if isinstance(page, Rejected) else clean(page, reader.lexicon)
    assert isinstance(document, Document)
    return reader, [one.place for one in settle(document, read(document, reader.known).places, reader.ground).values()]


@pytest.mark.parametrize("name", SEED)
def test_places_of_the_seed_page_lie_where_the_tables_have_them(seed: tuple[Reader, list[Place]], name: str) -> None:
    found = [place for place in seed[1] if place.name == name]
    assert found
    assert all(distance((place.lat or 0, place.lon or 0), SEED[name]) <= 5 for place in found)


def test_countrysides_of_the_seed_page_lie_in_their_units(seed: tuple[Reader, list[Place]]) -> None:
    found = [place for place in seed[1] if place.relation == "countryside"]
    units = {"حماة": ("gn:170015", 34.9, 35.7), "إدلب": ("gn:169387", 35.3, 36.3)}
    assert len(found) >= 6
    for place in found:
        unit, south, north = units[place.name]
        assert place.id == unit
        assert south < (place.lat or 0) < north
        assert place.where_prec in {4, 5}


# The built-in gazetteer has a town of the first name in Syria only, and a city in Jordan that differs from the second by a letter; the places that are
# meant are made up.
def test_a_namesake_in_a_country_that_the_page_does_not_tell_of_is_not_taken(reader: Reader) -> None:
    found = places("قتل ستة في سوق بلدة الربيعة بمحافظة الحديدة غربي اليمن، ونقل الجرحى إلى صنعاء.", reader)
    assert (found["الربيعة"].id, found["الحديدة"].id) == (None, "gn:79416")
    found = places("سقطت الطائرة السورية جنوبي إدلب، وقال شاهد من قرية وادي السدر إنه رآها، ولم تعلق دمشق.", reader)
    assert (found["وادي السدر"].lat, found["إدلب"].where_prec) == (None, 2)


def test_a_name_does_not_speak_for_its_own_country(reader: Reader) -> None:
    text = "قال شاهد من قرية وادي السدر إن الجيش السوري قصف إدلب وسراقب."
    document = Document("case", text, language="ar")
    settled = settle(document, read(document, reader.known).places, reader.ground)
    reasons = {place.name: dict(one.candidates[0].reasons) for place, one in settled.items() if one.candidates}
    assert reasons["وادي السدر"]["country"] < 0
    assert reasons["إدلب"]["country"] > 0


def test_a_city_abroad_that_all_know_is_still_found(reader: Reader) -> None:
    found = places("اتفق الوفدان على هدنة في إدلب السورية وريف حماة، وعقدت جولة أخرى في موسكو.", reader)
    assert found["موسكو"].id == "gn:524901"
