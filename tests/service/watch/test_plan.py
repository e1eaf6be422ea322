"""A plan is checked as a whole when it is read; what is wrong in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import BEGUN, READERS

from riwaya.errors import BadInput
from riwaya.service import ingest
from riwaya.service.watch import pace, plan, rules

PLAN = """
sources = ["nahr"]
every = "15m"
recheck = "6h"
allow = ["127.0.0.0/8"]

[intervals]
nahr = "90s"

[mail]
host = "127.0.0.1"
sender = "riwaya@desk.example"

[webhooks.desk]
url = "https://desk.example/alerts"
secret_file = "{secret}"

[[rules]]
name = "syria"
place = "SY"
kinds = ["explosions-remote-violence"]
least = {{ killed = 5 }}
mail = ["editor@desk.example"]
webhooks = ["desk"]
"""


@pytest.fixture
def text(tmp_path: Path) -> str:
    (tmp_path / "secret").write_text("made-up")
    return PLAN.format(secret=tmp_path / "secret")


def read(folder: Path, text: str) -> plan.Plan:
    file = folder / "watch.toml"
    file.write_text(text, encoding="utf-8")
    found = plan.read(file)
    rules.prepared(found.rules, ingest.ground_of(READERS.get()))
    return found


def test_a_sound_plan_is_read(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    assert (found.every, found.recheck, found.intervals) == (900.0, 21600.0, {"nahr": 90.0})
    assert [rule.least for rule in found.rules] == [{"killed": 5}]
    assert found.mail == plan.Mail("127.0.0.1", "riwaya@desk.example")


def test_a_file_of_nothing_is_a_plan(tmp_path: Path) -> None:
    assert read(tmp_path, "") == plan.Plan()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('every = "15m"', 'every = "soon"', 'every: Value error, write a span of time as "90s"'),
        ("recheck", "rechek", "rechek: "),
        ('place = "SY"', 'place = "Atlantis-on-Sea"', "rule syria: Atlantis-on-Sea: no place"),
        ('kinds = ["explosions-remote-violence"]', 'kinds = ["rain"]', "rule syria: rain: no kind of event"),
        ("least = { killed = 5 }", "least = { died = 5 }", "rule syria: died: no figure"),
        ("least = { killed = 5 }", "least = { killed = -5 }", "rule syria.least.killed"),
        ('webhooks = ["desk"]', 'webhooks = ["desk", "attic"]', "rule syria: no [webhooks.attic]"),
        ('mail = ["editor@desk.example"]\nwebhooks = ["desk"]', "", "rule syria: nobody is told"),
        ("secret_file", "secrets_file", "webhooks.desk.secrets_file"),
        ('recheck = "6h"', 'recheck = "0s"', "recheck: "),
        ("https://desk", "ftp://desk", "webhooks.desk.url: "),
        ("[[rules]]", '[[rules]]\nname = "syria"\nwebhooks = ["desk"]\n[[rules]]', "rule syria: there are two of this name"),
        ("[mail]\n", "[mails]\n", "mails: "),
        ("127.0.0.0/8", "127.0.0.0/99", "allow.0"),
        ('kinds = ["explosions-remote-violence"]', 'grades = ["sure"]', "rule syria.grades.0"),
        ("every", "every every", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_in_a_plan_is_named(tmp_path: Path, text: str, old: str, new: str, said: str) -> None:
    assert old in text
    with pytest.raises(BadInput) as error:
        read(tmp_path, text.replace(old, new, 1))
    assert said in str(error.value)


def test_a_secret_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "secret").unlink()
    with pytest.raises(BadInput, match="secret: cannot be read"):
        read(tmp_path, text)


def test_a_source_that_fails_is_asked_ever_more_seldom_but_asked() -> None:
    waits = [pace.after(900.0, failures, 0.5) for failures in range(8)]
    assert waits == [900, 1800, 3600, 7200, 14400, 21600, 21600, 21600]
    assert pace.after(100.0, 0, 0.0) == 90.0
    assert pace.after(100.0, 0, 1.0) == pytest.approx(110.0)
    assert pace.after(86400.0, 3, 0.5) == 86400.0, "never more often than a source that does well"


def test_a_clock_that_was_set_keeps_no_source_waiting_after_a_restart() -> None:
    now = BEGUN
    assert pace.at_start(pace.moment(now, 300), 900.0, 0, now, 0.5) == pytest.approx(300)
    assert pace.at_start(pace.moment(now, -300), 900.0, 0, now, 0.5) == 0
    assert pace.at_start(pace.moment(now, 10 * 86400), 900.0, 0, now, 0.5) == pytest.approx(990)
    assert pace.at_start("", 900.0, 0, now, 0.5) == 30
