"""Linking in step with arrival gives the events that linking everything at once gives, whatever comes in which order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, select, update

from riwaya import lexicon, link
from riwaya.config import Config
from riwaya.contract import Answer
from riwaya.errors import BadInput
from riwaya.gazetteer import open_atlas
from riwaya.link import text
from riwaya.link.score import reasons, score
from riwaya.link.signs import Signs
from riwaya.model import Casualty, Claim, Figure, Judgement, Party, Place, Span, When
from riwaya.service import ingest, linking
from riwaya.service.terms import Ground
from riwaya.store import Store, claims, dialect, events, judgements, linkage, open_store, tables
from riwaya.store.search import Wanted

TEXT = "غارة جوية على سوق القرية قتلت عائلة كاملة. اشتباكات عند جسر النهر بين الفصائل المسلحة. عدد القتلى ارتفع فجرا في مستشفى الزهراء. "
SPANS = (Span(0, 42), Span(43, 85), Span(86, 130))
KINDS = ("air-drone-strike", "air-drone-strike", "shelling-artillery-missile-attack", "armed-clash")
HERE = Place("تل النخيل")
PLACES = (None, HERE, HERE, HERE, HERE, HERE, Place("تل النخيل", "حماة"), Place("وادي السدر", "حماة"), Place("حماة", None, "countryside"))


def day(first: int, last: int | None = None) -> When:
    return When(date(2019, 6, first), date(2019, 6, last or first), "day", "stated")


DAYS = (None, day(18), day(19), day(19), day(19), day(19), day(19), day(20), day(17, 23), day(1, 30))
told = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "place": st.sampled_from(PLACES),
        "when": st.sampled_from(DAYS),
        "span": st.sampled_from(SPANS),
        "actors": st.sampled_from(((), (Party("sy.armed-forces", None),), (Party("ru.armed-forces", None),))),
        "dead": st.sampled_from((None, None, 12, 13, 2)),
        "stance": st.sampled_from(("asserted", "asserted", "denied")),
    }
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of claims that comes in; the same name again is a new version."""

    name: int
    published: int | None
    rows: tuple[dict[str, object], ...]

    def answer(self, number: int) -> Answer:
        claims = tuple(_claim(f"p{self.name}", row) for row in self.rows)
        ids = tuple(f"c{number}-{place}" for place in range(len(claims)))
        published = date(2019, 6, self.published) if self.published else None
        return Answer(f"p{self.name}", TEXT + str(number), claims, ids, f"outlet {self.name % 3}", published, "عنوان")


def _claim(doc: str, row: dict[str, object]) -> Claim:
    place, dead = row["place"], row["dead"]
    return Claim(
        document=doc,
        evidence=(row["span"],),  # type: ignore[arg-type]  # as the strategy made it
        event_type="explosions-remote-violence",
        sub_event_type=str(row["kind"]),
        stance=row["stance"],  # type: ignore[arg-type]  # the same
        actors=row["actors"],  # type: ignore[arg-type]  # the same
        places=(place,) if place else (),  # type: ignore[arg-type]  # the same
        date=row["when"],  # type: ignore[arg-type]  # the same
        casualties=(Casualty("killed", None, Figure(dead, dead)),) if dead else (),  # type: ignore[arg-type]  # the same
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement of two of the claims that are there, or one that takes the last but `left` back."""

    verdict: str
    left: int
    right: int


pages = st.builds(Page, st.integers(0, 4), st.sampled_from((None, 19, 20)), st.lists(told, min_size=1, max_size=3).map(tuple))
verdicts = st.builds(Verdict, st.sampled_from(("same", "different", "undo")), st.integers(0, 20), st.integers(0, 20))
steps = st.lists(st.one_of(pages, pages, verdicts, st.just("link")), min_size=6, max_size=14)


@pytest.fixture(scope="module")
def ground() -> Ground:
    words = lexicon.load()
    return Ground(words, link.knowledge(words), open_atlas(Config().gazetteer))


@pytest.fixture(scope="module")
def emptied() -> Iterator[Callable[[], Store]]:
    """Give a new store in memory, one at a time."""
    held: list[Store] = []

    def fresh() -> Store:
        while held:
            held.pop().close()
        held.append(open_store("sqlite://"))
        return held[0]

    yield fresh
    fresh().close()


def take(store: Store, step: Page | Verdict | str, number: int, ground: Ground) -> None:
    if isinstance(step, Page):
        ingest.ingest_answers(store, [step.answer(number)], ground)
    elif isinstance(step, Verdict):
        judge(store, step, number)
    else:
        linking.catch_up(store, ground.known)


def judge(store: Store, one: Verdict, number: int) -> None:
    """Judge as service.review does: refused where not all judgements can hold."""
    ids = [hit.id for hit in store.search(Wanted(), 50)]
    with store.reading() as connection:
        before = judgements.of_pairs(connection)
    if one.verdict == "undo":
        undone = [old for old in before if old.verdict != "undo"]
        targets = undone[one.left % len(undone)].targets if undone else ()
    else:
        targets = tuple(sorted({ids[one.left % len(ids)], ids[one.right % len(ids)]})) if ids else ()
    if len(targets) != 2:
        return
    made = Judgement(one.verdict, targets, "سلمى", f"2024-01-01T00:00:{number:02d}")  # type: ignore[arg-type]  # one of the verdicts
    try:
        link.judged([*before, made])
    except BadInput:
        return
    with store.writing() as connection:
        judgements.add(connection, made)
        events.unlink(connection, targets)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large])
@given(given_steps=steps, at_once=st.sampled_from((1, 3, 2000)), each=st.booleans())
def test_events_are_the_same_as_if_everything_were_linked_at_once(
    emptied: Callable[[], Store], ground: Ground, given_steps: list[Page | Verdict | str], at_once: int, each: bool
) -> None:
    store = emptied()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "AT_ONCE", at_once)
        for number, step in enumerate(given_steps):
            take(store, step, number, ground)
            take(store, "link" if each else step, number, ground)
        take(store, "link", 0, ground)
    assert linking.out_of_step(store, ground.known) == []
    assert store.linked()
    assert store.faults() == []


def test_a_page_on_something_else_stands_alone(ground: Ground, emptied: Callable[[], Store]) -> None:
    store = emptied()
    row = {"kind": "armed-clash", "place": HERE, "when": day(19), "span": SPANS[0], "actors": (), "dead": None, "stance": "asserted"}
    other = {**row, "place": Place("عدن"), "when": When(date(2015, 3, 1), date(2015, 3, 1), "day", "stated")}
    for number, page in enumerate((Page(1, 20, (row,)), Page(2, 20, (row,)), Page(3, None, (other,)))):
        take(store, page, number, ground)
    linking.catch_up(store, ground.known)
    assert sorted(len(event.docs) for event in store.events()) == [1, 2]


def test_signs_kept_with_other_words_are_worked_out_anew(ground: Ground, emptied: Callable[[], Store]) -> None:
    store = emptied()
    row = {"kind": "armed-clash", "place": HERE, "when": day(19), "span": SPANS[0], "actors": (), "dead": None, "stance": "asserted"}
    take(store, Page(1, 20, (row,)), 1, ground)
    linking.catch_up(store, replace(ground.known, words=dict.fromkeys(ground.known.words, frozenset()), stamp=b"old "))
    take(store, Page(2, 20, (row,)), 2, ground)
    linking.catch_up(store, ground.known)
    assert linking.out_of_step(store, ground.known) == []


def test_scores_kept_under_other_weights_are_worked_out_anew(ground: Ground, emptied: Callable[[], Store]) -> None:
    store = emptied()
    row = {"kind": "armed-clash", "place": HERE, "when": day(19), "span": SPANS[0], "actors": (), "dead": None, "stance": "asserted"}
    for number in (1, 2):
        take(store, Page(number, 20, (row,)), number, ground)
    linking.catch_up(store, replace(ground.known, prior=ground.known.prior + 50, scored=b"old "))
    assert len(store.events()) == 1
    take(store, Page(3, 20, (row,)), 3, ground)
    linking.catch_up(store, ground.known)
    assert linking.out_of_step(store, ground.known) == []


def test_scores_of_one_component_kept_under_other_weights_are_worked_out_anew_with_all_that_it_meets(ground: Ground, emptied: Callable[[], Store]) -> None:
    store = emptied()
    row = {"kind": "armed-clash", "place": HERE, "when": day(19), "span": SPANS[0], "actors": (), "dead": None, "stance": "asserted"}
    other = {**row, "kind": "shelling-artillery-missile-attack", "place": Place("وادي السدر", "حماة"), "when": day(20), "span": SPANS[1], "dead": 13}
    for number in (1, 2):
        take(store, Page(number, 20, (row,)), number, ground)
    linking.catch_up(store, replace(ground.known, prior=ground.known.prior - 2000, scored=b"old "))
    assert len(store.events()) == 2
    take(store, Page(3, 20, (other,)), 3, ground)
    linking.catch_up(store, ground.known)
    take(store, Page(4, 20, (row, other)), 4, ground)
    linking.catch_up(store, ground.known)
    assert linking.out_of_step(store, ground.known) == []


def test_components_that_a_page_touches_are_compared_only_where_it_brings_them_together(
    ground: Ground, emptied: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = emptied()
    row = {"kind": "air-drone-strike", "place": HERE, "when": day(19), "span": SPANS[0], "actors": (), "dead": 12, "stance": "asserted"}
    other = {**row, "kind": "armed-clash", "span": SPANS[1], "dead": None}
    rows = [(row,), (row,), (other,), (other,)]
    for number, some in enumerate(rows):
        take(store, Page(number, 20, some), number, ground)
    linking.catch_up(store, ground.known)
    assert len(store.events()) == 2
    compared: set[frozenset[str]] = set()
    monkeypatch.setattr("riwaya.link.meeting.score", lambda one, two, known: compared.add(frozenset((one.id, two.id))) or score(one, two, known))
    take(store, Page(4, 20, (row, other)), 4, ground)
    linking.catch_up(store, ground.known)
    assert all(pair & {"c4-0", "c4-1"} for pair in compared)
    assert linking.out_of_step(store, ground.known) == []
    verdict = Judgement("same", ("c0-0", "c2-0"), "سلمى", "2024-01-01T00:00:00")
    with store.writing() as connection:
        judgements.add(connection, verdict)
        events.unlink(connection, verdict.targets)
    compared.clear()
    linking.catch_up(store, ground.known)
    assert linking.out_of_step(store, ground.known) == []


def test_scores_inside_a_component_are_not_worked_out_again(ground: Ground, emptied: Callable[[], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"kind": "armed-clash", "place": HERE, "when": day(19), "span": SPANS[0], "actors": (), "dead": None, "stance": "asserted"}
    store = four_pages(row, ground, emptied)
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr("riwaya.link.meeting.score", lambda one, other, known: compared.append((one.id, other.id)) or score(one, other, known))
    take(store, Page(4, 20, (row,)), 4, ground)
    linking.catch_up(store, ground.known)
    assert sorted(one for pair in compared for one in pair if one != "c4-0") == ["c0-0", "c1-0", "c2-0", "c3-0"]
    assert linking.out_of_step(store, ground.known) == []


@pytest.mark.parametrize("at_once", [1, 2, linking.AT_ONCE])
@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 1, 0)])
def test_a_page_dated_anew_leaves_no_scores_of_before(
    order: tuple[int, int, int], at_once: int, ground: Ground, emptied: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The claims stay and keep their numbers; what they scored with others, in an event of their component that is not theirs, does not hold any more."""
    anew = date(2019, 7, 25)

    def scored(one: Signs, two: Signs, _known: link.Knowledge) -> int:
        pair = {one.id[:2], two.id[:2]}
        moved = any(told.id.startswith("c0") and told.published == anew.toordinal() for told in (one, two))
        if pair == {"c0", "c1"}:
            return -3000 if moved else 500
        if pair == {"c0", "c2"}:
            return -3000 if moved else 150
        return 120 if "c3" in pair and "c1" not in pair else -3000

    monkeypatch.setattr("riwaya.link.meeting.score", scored)
    monkeypatch.setattr("riwaya.link.linker.score", scored)
    monkeypatch.setattr(linking, "AT_ONCE", at_once)
    store = emptied()
    row = {"kind": "armed-clash", "place": HERE, "when": day(19), "span": SPANS[0], "actors": (), "dead": None, "stance": "asserted"}
    for number in order:
        take(store, Page(number, 20, (row,)), number, ground)
        linking.catch_up(store, ground.known)
    with store.writing() as connection:
        document = connection.scalar(select(tables.claims.c.document).where(tables.claims.c.id == "c0-0"))
        connection.execute(update(tables.documents).where(tables.documents.c.id == document).values(published=anew.isoformat()))
        events.unlink(connection, ["c0-0"])
    for number in (3, 4):
        linking.catch_up(store, ground.known)
        assert linking.out_of_step(store, ground.known) == []
        take(store, Page(number, 20, (row,)), number, ground)
    linking.catch_up(store, ground.known)
    assert linking.out_of_step(store, ground.known) == []


def four_pages(row: dict[str, object], ground: Ground, emptied: Callable[[], Store]) -> Store:
    """A store in which four pages tell the same, linked."""
    store = emptied()
    for number in range(4):
        take(store, Page(number, 20, (row,)), number, ground)
    linking.catch_up(store, ground.known)
    return store


def test_a_page_reads_its_own_claims_and_tells_the_reasons_of_its_own_links_only(
    ground: Ground, emptied: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an event says of the claims that stand in it already is taken from the event, but for claims whose page changed."""
    row = {"kind": "armed-clash", "place": HERE, "when": day(19), "span": SPANS[0], "actors": (), "dead": None, "stance": "asserted"}
    store = four_pages(row, ground, emptied)
    loaded: list[str] = []
    told: list[frozenset[str]] = []
    answers = linkage.answers

    def load(connection: Connection, given: list[linkage.Linked]) -> list[Answer]:
        loaded.extend(one.id for one in given)
        return answers(connection, given)

    monkeypatch.setattr(linkage, "answers", load)
    assembling = sys.modules["riwaya.link.assemble"]  # the package shows the function of that name
    monkeypatch.setattr(assembling, "reasons", lambda one, other, known: told.append(frozenset((one.id, other.id))) or reasons(one, other, known))
    take(store, Page(4, 20, (row,)), 5, ground)
    linking.catch_up(store, ground.known)
    assert loaded == ["c5-0"]
    assert told
    assert all("c5-0" in pair for pair in told)
    assert linking.out_of_step(store, ground.known) == []
    with store.writing() as connection:
        document = connection.scalar(select(tables.claims.c.document).where(tables.claims.c.id == "c1-0"))
        connection.execute(update(tables.documents).where(tables.documents.c.id == document).values(title="عنوان آخر"))
        claims.relink(connection, [connection.execute(select(tables.claims.c.number).where(tables.claims.c.id == "c1-0")).scalar_one()])
    loaded.clear()
    linking.catch_up(store, ground.known)
    assert loaded == ["c1-0"]
    assert {report.title for event in store.events() for report in event.reports if report.id == "c1-0"} == {"عنوان آخر"}


def test_a_page_writes_its_own_rows_and_splits_its_own_text_only(ground: Ground, emptied: Callable[[], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"kind": "armed-clash", "place": HERE, "when": day(19), "span": SPANS[0], "actors": (), "dead": None, "stance": "asserted"}
    store = four_pages(row, ground, emptied)
    written: list[str] = []
    split: list[str] = []
    put_many, sentences = dialect.put_many, text.sentences

    def put(connection: Connection, into: Table, rows: list[dict[str, str]]) -> None:
        written.extend(one["claim"] for one in rows if into.name == "event_claims")
        put_many(connection, into, rows)

    monkeypatch.setattr("riwaya.store.dialect.put_many", put)
    monkeypatch.setattr("riwaya.link.text.sentences", lambda body: split.append(body) or sentences(body))
    take(store, Page(4, 20, (row,)), 5, ground)
    linking.catch_up(store, ground.known)
    assert written == ["c5-0"]
    assert split == [TEXT + "5"]
    assert linking.out_of_step(store, ground.known) == []
