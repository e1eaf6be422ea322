"""A store of the first schema comes up to today's with its data, and what is a record of deeds cannot be changed in it."""

from __future__ import annotations

import pytest
from alembic.command import upgrade
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from riwaya.store import dialect, migrate, open_store, people, withheld
from riwaya.store.people import Deed
from riwaya.store.tables import bodies, runs


def test_a_store_of_the_first_schema_comes_up_with_its_data(address: str) -> None:
    if address == "sqlite://":
        pytest.skip("a store in memory ends with its process")
    made = dialect.engine(address)
    with dialect.writing(made) as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        upgrade(config, "0001")
        connection.execute(insert(runs).values(number=7, started="2020", riwaya="0", lexicon="old"))
        connection.execute(insert(bodies).values(sha256="0", media="text", size=0, body=b""))
    made.dispose()
    store = open_store(address)
    with store.reading() as connection:
        assert connection.scalar(text("SELECT lexicon FROM runs WHERE number = 7")) == "old"
        assert people.count(connection) == 0
        assert migrate.version(connection) == migrate.newest()
    store.close()


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit", "UPDATE policies SET text = ''", "DELETE FROM policies"])
def test_the_database_refuses_to_rewrite_what_was_done(address: str, statement: str) -> None:
    store = open_store(address)
    with store.writing() as connection:
        people.log(connection, Deed("2024", "سلمى", "accept", "c1"))
        withheld.set_policy(connection, "x", "سلمى", "2024")
    with pytest.raises(DBAPIError, match="never changed"), store.writing() as connection:
        connection.execute(text(statement))
    with store.reading() as connection:
        assert len(people.deeds(connection)) == 1
        assert withheld.policy(connection) == "x"
    store.close()
