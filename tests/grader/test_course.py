"""A class folder and where its gradebook and its register lie."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest
import yaml
from nbgrader.api import Gradebook

from grader.course import create_course
from grader.faults import SebayaError
from grader.register import Entry, register_of


def test_the_gradebook_is_the_one_that_nbgrader_makes(tmp_path, monkeypatch):
    """Made without its call of `alembic`, it has the same tables and the same revision."""
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    Gradebook(f"sqlite:///{tmp_path / 'theirs.db'}", "kelas").close()
    ours = create_course(tmp_path / "kelas", "Kelas").root / "gradebook.db"

    def held(path: Path) -> tuple[set[tuple[str, ...]], list[tuple[str]]]:
        with sqlite3.connect(path) as connection:
            tables = set(connection.execute("SELECT type, name, sql FROM sqlite_master"))
            return tables, list(connection.execute("SELECT version_num FROM alembic_version"))

    assert held(ours) == held(tmp_path / "theirs.db")


def test_the_gradebook_can_lie_in_postgresql(tmp_path, postgres_server):
    address = postgres_server.new_database().replace("+psycopg", "")

    course = create_course(tmp_path / "kelas", "Kelas", address)

    assert course.db_url.startswith("postgresql+psycopg://")
    assert not (course.root / "gradebook.db").exists()
    with course.gradebook() as gradebook:
        assert gradebook.students == []
    assert create_course(tmp_path / "kelas", "Kelas", address) == course


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://someone@host/name", "mysql"),
        ("nonsense", "tidak bisa dipakai"),
        ("weird+driver://x", "tidak bisa dipakai"),
        ("postgresql://guru:rahasia@127.0.0.1:9/kelas?connect_timeout=2", "tidak bisa dipakai"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(tmp_path, address, said):
    with pytest.raises(SebayaError, match=said) as told:
        create_course(tmp_path / "kelas", "Kelas", address)

    assert "rahasia" not in str(told.value)
    assert "rahasia" not in told.value.text["en"]


def test_a_class_that_could_not_get_its_database_can_be_made_again(tmp_path):
    with pytest.raises(SebayaError):
        create_course(tmp_path / "kelas", "Kelas", "postgresql://guru@127.0.0.1:9/kelas?connect_timeout=2")

    assert create_course(tmp_path / "kelas", "Kelas").db_url.startswith("sqlite")


def test_a_class_keeps_its_gradebook(tmp_path, postgres_server):
    create_course(tmp_path / "kelas", "Kelas")

    with pytest.raises(SebayaError, match="buku nilai lain"):
        create_course(tmp_path / "kelas", "Kelas", postgres_server.new_database())
    assert "db" not in yaml.safe_load((tmp_path / "kelas" / "class.yaml").read_text(encoding="utf-8"))


def test_the_register_can_lie_in_postgresql(tmp_path, postgres_server):
    address = postgres_server.new_database().replace("+psycopg", "")

    course = create_course(tmp_path / "kelas", "Kelas", register=address)
    register_of(course).append(Entry(course.about["id"], "8A-01", "consent"))

    assert course.register_url.startswith("postgresql+psycopg://")
    assert course.db_url.startswith("sqlite")
    assert not (course.root / "register.db").exists()
    assert register_of(course).head[0] == 1
    assert create_course(tmp_path / "kelas", "Kelas", register=address) == course


@pytest.mark.parametrize("password", ["guru:rahasia@127.0.0.1:9/kelas?", "guru@127.0.0.1:9/kelas?password=rahasia&"])
def test_a_register_that_cannot_be_used_is_told_without_its_password(tmp_path, password):
    with pytest.raises(SebayaError, match="tidak bisa dipakai") as told:
        create_course(tmp_path / "kelas", "Kelas", register=f"postgresql://{password}connect_timeout=2")

    assert "rahasia" not in str(told.value.text)
    assert not (tmp_path / "kelas").exists()


def test_a_class_keeps_its_register(tmp_path, postgres_server):
    course = create_course(tmp_path / "kelas", "Kelas")
    register_of(course).append(Entry(course.about["id"], "8A-01", "consent"))

    with pytest.raises(SebayaError, match="buku register lain"):
        create_course(tmp_path / "kelas", "Kelas", register=postgres_server.new_database())
    assert register_of(course).head[0] == 1
