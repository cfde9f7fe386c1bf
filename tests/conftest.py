"""What tests of every part may ask for."""

import os
from collections.abc import Iterator

import pytest
from postgres import Postgres, find_programs, postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A PostgreSQL server for this process; without Debian's programs its tests are reported as skipped."""
    if find_programs() is None:
        missing = "PostgreSQL is not installed: apt-get install postgresql"
        if os.environ.get("SEBAYA_REQUIRE_POSTGRES"):
            pytest.fail(missing)
        pytest.skip(missing)
    with postgres() as server:
        yield server
