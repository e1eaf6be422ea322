"""Our figures are those of the contract's own scorer."""

import importlib.util
import json
import random
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from riwaya import evaluate
from riwaya.contract import page_record, read_answers
from riwaya.contract.read import answer_of
from riwaya.model import Casualty, Claim, Document, Figure, Party, Place, Span, Voice, When

SHARED = Path(__file__).resolve().parents[2] / "shared"
SCORER = SHARED / "contract" / "score.py"
GOLD = SHARED / "gold" / "develop.jsonl"


def claim(**slots: object) -> Claim:
    base = {"document": "d", "evidence": (Span(0, 10),), "event_type": "battles", "sub_event_type": "armed-clash"}
    return Claim(**{**base, **slots})  # type: ignore[arg-type]  # slots vary by test


def test_a_claim_is_paired_with_the_one_that_agrees_most() -> None:
    near, far = claim(evidence=(Span(0, 30),)), claim(evidence=(Span(20, 60),), places=(Place("سرمين"),))
    assert evaluate.pair([near, far], [far, near]) == [(1, 0), (0, 1)]


@pytest.mark.parametrize("other", [{"evidence": (Span(9, 100),)}, {"event_type": "protests"}, {"evidence": (Span(50, 60),)}])
def test_too_little_overlap_or_another_type_is_no_pair(other: dict[str, object]) -> None:
    assert evaluate.pair([claim(evidence=(Span(0, 10),))], [claim(**other)]) == []


@pytest.mark.parametrize(("one", "same"), [("الزيتونيّة", "زيتونيه"), ("المسلحين", "مسلحون"), ("كفر نبودة", "كفرنبوده"), (None, "")])
def test_names_are_compared_folded(one: str | None, same: str) -> None:
    assert evaluate.fold_name(one) == evaluate.fold_name(same)


def test_an_id_that_annotators_did_not_have_counts_as_none() -> None:
    ours, theirs = claim(actors=(Party("sy.not-in-the-table", "لواء النخيل"),)), claim(actors=(Party(None, "لواء النخيل"),))
    assert evaluate.rates(evaluate.compare([theirs], [ours]))["actor"].f1 == 1.0


def test_differences_name_what_is_missed_invented_and_wrong() -> None:
    gold = [claim(stance="denied"), claim(evidence=(Span(90, 99),))]
    found = evaluate.differences(gold, [claim(), claim(evidence=(Span(200, 220),))])
    assert [one.evidence for one in found.missed] == [(Span(90, 99),)]
    assert [one.evidence for one in found.invented] == [(Span(200, 220),)]
    assert found.slots[0][2:] == ((("stance", "denied"),), (("stance", "asserted"),))


def test_the_contract_is_written_and_read_back_unchanged() -> None:
    told = claim(
        sources=(Voice("وكالة النخيل", None, "news-agency", Span(0, 4)),),
        targets=(Party("civilians", "مدنيون", Span(5, 9)),),
        places=(Place("سرمين", "إدلب", "near", Span(1, 2), lat=35.9, id="x"),),
        date=When(date(2019, 6, 20), date(2019, 6, 21), "day", "stated", Span(3, 4)),
        casualties=(Casualty("killed", "civilians", Figure(3, None, None, Span(2, 3))),),
        rules=("casualty.maqtal",),
    )
    record = json.loads(json.dumps(page_record(Document("d", "نص الصفحة هنا"), [told]), ensure_ascii=False))
    assert answer_of(record).claims == (told,)
    assert record["claims"][0]["id"] == told.id


def scorer() -> ModuleType:
    if not SCORER.is_file():
        pytest.skip("the contract's scorer is not beside this checkout")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoil(page: dict[str, object], dice: random.Random) -> dict[str, object]:
    """Return the page with claims lost, doubled and changed in every slot."""
    claims: list[dict[str, object]] = json.loads(json.dumps(page["claims"]))
    kept = [one for one in claims if dice.random() > 0.2] + [one for one in claims if dice.random() < 0.1]
    slots = ("actors", "targets", "places", "sources", "casualties", "equipment")
    for one in kept:
        donor = dice.choice(claims)
        for slot in dice.sample(slots, 2):
            one[slot] = donor[slot]
        if dice.random() < 0.3:
            one["date"], one["evidence"], one["stance"] = donor["date"], donor["evidence"], donor["stance"]
        for voice in one["sources"]:  # type: ignore[attr-defined]  # parsed JSON
            voice["actor"] = voice["actor"] if dice.random() > 0.3 else "not-in-the-table"
    return {**page, "claims": kept}


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the scorer leaves its actor table open
def test_figures_agree_with_the_scorer_on_spoilt_annotations(tmp_path: Path) -> None:
    score = scorer()
    dice = random.Random(7)  # noqa: S311  # a fixed seed for a test, not a secret
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    system = tmp_path / "system.jsonl"
    system.write_text("\n".join(json.dumps(spoil(page, dice)) for page in gold[:-3]), encoding="utf-8")
    theirs, answered = Counter(), score.load(system)
    for page in gold:
        theirs.update(score.compare(page["claims"], answered.get(page["doc"], {"claims": []})["claims"]))
    ours, found = Counter(), {one.doc: one.claims for one in read_answers(system)}
    for answer in read_answers(GOLD):
        ours.update(evaluate.compare(answer.claims, found.get(answer.doc, ())))
    assert ours == theirs
    slots = {"claims": ("claim",), **{slot: (slot,) for slot in score.SLOTS}, "record": score.HEADLINE}
    expected = {name: score.rates(theirs, of) for name, of in slots.items()}
    assert {name: asdict(rate) for name, rate in evaluate.rates(ours).items()} == expected
    assert 0.3 < evaluate.rates(ours)["record"].f1 < 0.9


def test_the_actor_ids_are_those_of_the_contract() -> None:
    table = SHARED / "knowledge" / "actors.csv"
    if not table.is_file():
        pytest.skip("the contract's actor table is not beside this checkout")
    ids = {line.split(",")[0] for line in table.read_text(encoding="utf-8").splitlines()[1:]}
    assert evaluate.contract_actors() == ids
