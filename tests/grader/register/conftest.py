"""New registers, once on each database."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from postgres import Postgres
from registers import every_kind, file_register
from sqlalchemy import URL, make_url

from grader.register import Register


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def new_register(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Register]:
    """Gives an empty register on the database of the test."""
    if database == "sqlite":
        numbers = count(1)
        return lambda: file_register(tmp_path, f"register{next(numbers)}.db")
    address = request.getfixturevalue("database_of_schemas")

    def register_in_a_schema() -> Register:
        schema = f"kelas{uuid4().hex}"
        with psycopg.connect(address.set(drivername="postgresql").render_as_string(), autocommit=True) as connection:
            connection.execute(f'CREATE SCHEMA "{schema}"')
        url = address.update_query_dict({"options": f"-csearch_path={schema}"})
        return Register(url.render_as_string())

    return register_in_a_schema


@pytest.fixture(scope="session")
def database_of_schemas(postgres_server: Postgres) -> URL:
    """One database for all tests: a schema is made much faster."""
    return make_url(postgres_server.new_database())


@pytest.fixture
def empty(new_register: Callable[[], Register]) -> Register:
    return new_register()


@pytest.fixture
def register(empty: Register) -> Register:
    """A register with an entry of every kind."""
    empty.append(*every_kind())
    return empty
