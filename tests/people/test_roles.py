"""One table says which verb needs which role; secrets are kept as hashes; guesses are slowed down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import get_args

import pytest

from riwaya import people
from riwaya.errors import BadInput
from riwaya.people import throttle
from riwaya.people.roles import RIGHTS, ROLES, Person, Role, Verb

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def test_every_verb_has_its_role() -> None:
    assert set(RIGHTS) == set(get_args(Verb))
    assert set(RIGHTS.values()) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_its_rank_allows_and_nothing_more(role: Role) -> None:
    for verb, needed in RIGHTS.items():
        allowed = ROLES.index(role) >= ROLES.index(needed)
        assert people.may(role, verb) is allowed
        if not allowed:
            with pytest.raises(people.Denied, match=f"needs the role {needed}"):
                people.check(Person("سلمى", role), verb)


def test_a_viewer_judges_nothing_and_a_coder_manages_nobody() -> None:
    assert not any(people.may("viewer", verb) for verb in ("accept", "correct", "reject", "note", "withdraw", "users"))
    assert not any(people.may("coder", verb) for verb in ("withdraw", "assign", "users", "audit", "policy", "undo-others"))


def test_the_lesser_of_two_roles_has_fewer_rights() -> None:
    assert people.lesser("admin", "coder") == "coder"
    assert people.lesser("viewer", "viewer") == "viewer"


def test_an_unknown_role_is_refused_with_the_roles_there_are() -> None:
    with pytest.raises(BadInput, match="viewer, coder, reviewer, admin"):
        people.role_of("king")


def test_secrets_are_long_and_never_the_same() -> None:
    made = {people.new_secret("riwaya_") for _ in range(100)}
    assert len(made) == 100
    assert all(len(one) >= 43 + len("riwaya_") for one in made)
    assert len({people.digest(one) for one in made}) == 100


def test_a_csrf_token_belongs_to_its_session() -> None:
    one, other = people.new_secret(), people.new_secret()
    assert people.same_secret(people.csrf(one), people.csrf(one))
    assert not people.same_secret(people.csrf(one), people.csrf(other))
    assert one not in people.csrf(one)


def test_a_few_failures_are_free_then_each_doubles_the_wait_up_to_a_limit() -> None:
    held, waits = None, []
    for _ in range(30):
        held = people.failed("user:سلمى", held, NOW)
        waits.append(people.wait(held, NOW))
    free = throttle.FREE["user"]
    assert waits[: free - 1] == [timedelta(0)] * (free - 1)
    assert waits[free - 1] == timedelta(seconds=1)
    assert all(later == min(2 * earlier, throttle.LONGEST) for earlier, later in pairwise(waits[free - 1 :]))
    assert waits[-1] == throttle.LONGEST


def test_waiting_is_over_when_its_time_has_passed_and_failures_are_forgotten_after_a_day() -> None:
    held = people.Attempts("address:203.0.113.5", 22, NOW)
    assert people.wait(held, NOW + timedelta(seconds=1)) == timedelta(seconds=3)
    assert people.wait(held, NOW + timedelta(seconds=4)) == timedelta(0)
    assert people.failed(held.key, held, NOW + people.FORGET).failures == 1
    assert people.wait(None, NOW) == timedelta(0)
