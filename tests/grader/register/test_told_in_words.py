"""What is wrong with a register's database is told in words, with what to do; never with a password."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from registers import by_hand, every_kind, file_register
from sqlalchemy import make_url

from grader.faults import SebayaError
from grader.register import Register
from grader.register.chain import verify

ROOT = Path(__file__).parents[3]
NOBODY = 65534


def told_by(url: str) -> str:
    with pytest.raises(SebayaError) as caught:
        _ = Register(url).head
    assert "rahasia" not in str(caught.value.text)
    assert caught.value.text["id"] != caught.value.text["en"]
    return str(caught.value)


@pytest.mark.parametrize("version", ["0002", "9999"])
def test_a_newer_register_asks_for_a_newer_sebaya(register: Register, version: str) -> None:
    with by_hand(register) as connection:
        connection.execute(f"UPDATE register_version SET version_num = '{version}'")  # noqa: S608
    fresh = Register(register.url.render_as_string(hide_password=False))
    for attempt in (fresh.entries, lambda: fresh.append(every_kind()[0])):
        with pytest.raises(SebayaError, match=rf"lebih baru \(versi {version}\).*Perbarui"):
            attempt()


def damaged(content: bytes) -> Iterator[bytes]:
    yield b"this was a register once, and is none any more" * 40
    yield content[:100]
    yield content[: len(content) // 2]
    yield content[:4096] + b"\xff" * (len(content) - 4096)
    yield content.replace(b"CREATE TABLE entry", b"CREATE TABLE entrx")


def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path) -> None:
    file_register(tmp_path).append(*every_kind())
    path = tmp_path / "register.db"
    for content in list(damaged(path.read_bytes())):
        path.write_bytes(content)
        for attempt in (lambda r: r.append(every_kind()[0]), verify, lambda r: r.entries()):
            with pytest.raises(SebayaError, match=r"rusak.*pulihkan dari cadangan"):
                attempt(file_register(tmp_path))
        assert path.read_bytes() == content


def test_a_changed_table_shows_no_row(register: Register) -> None:
    with by_hand(register) as connection:
        connection.execute("ALTER TABLE entry RENAME COLUMN content TO other")
    with pytest.raises(SebayaError, match="restore") as caught:
        register.append(every_kind()[0])
    assert "8A-01" not in f"{caught.value} {caught.value.__cause__}"


def test_a_folder_that_is_not_there_or_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    assert "izinnya" in told_by(f"sqlite:///{tmp_path}/none/register.db")
    assert "izinnya" in told_by(f"sqlite:///{tmp_path}")


def test_a_missing_permission_on_the_file_is_told_and_reading_goes_on() -> None:
    """Tried by an ordinary user, because root may do anything."""
    folder = Path(tempfile.mkdtemp())
    try:
        register = file_register(folder)
        register.append(*every_kind())
        (folder / "register.db").chmod(0o444)
        folder.chmod(0o555)
        heard, told = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                if os.geteuid() == 0:
                    os.setuid(NOBODY)
                own = file_register(folder)
                os.write(told, f"{own.head[0]} {verify(own)} ".encode())
                own.append(every_kind()[0])
            except SebayaError as fault:
                os.write(told, str(fault).encode())
            finally:
                os._exit(0)
        os.close(told)
        os.waitpid(child, 0)
        with os.fdopen(heard, "rb") as pipe:
            said = pipe.read().decode()
        assert said.startswith(f"{len(every_kind())} [] ")
        assert "tidak boleh dibuka atau ditulis" in said
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_role_that_may_not_write_is_told(postgres_server) -> None:
    url = make_url(postgres_server.new_database())
    register = Register(url.render_as_string(hide_password=False))
    register.append(*every_kind())
    with by_hand(register) as connection:
        connection.execute("CREATE ROLE tamu LOGIN PASSWORD 'rahasia'")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO tamu")
    guest = Register(url.set(username="tamu", password="rahasia").render_as_string(hide_password=False))
    assert guest.head == register.head
    with pytest.raises(SebayaError, match="tidak boleh dibuka atau ditulis") as caught:
        guest.append(every_kind()[0])
    assert "rahasia" not in str(caught.value.text)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("postgresql://guru:rahasia@127.0.0.1:9/kelas?connect_timeout=2", "tidak menjawab"),
        ("postgresql://guru@127.0.0.1:9/kelas?connect_timeout=2&password=rahasia", "tidak menjawab"),
        ("postgresql://guru:rahasia@nowhere.invalid/kelas", "tidak menjawab"),
        ("mysql://guru:rahasia@127.0.0.1/kelas", "class.yaml"),
        ("weird+driver://guru:rahasia@x", "class.yaml"),
        ("rahasia", "class.yaml"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(address: str, word: str) -> None:
    assert word in told_by(address)


def test_a_database_that_is_not_there_is_told(postgres_server) -> None:
    url = make_url(postgres_server.new_database()).set(database="tidak-ada", password="rahasia")
    assert "tidak-ada" in told_by(url.render_as_string(hide_password=False))


def test_only_the_owner_reads_the_file(tmp_path: Path) -> None:
    file_register(tmp_path).append(every_kind()[0])
    assert (tmp_path / "register.db").stat().st_mode & 0o777 == 0o600


def test_a_wheel_holds_the_migrations() -> None:
    from hatchling.builders import wheel

    packed = {file.distribution_path for file in wheel.WheelBuilder(str(ROOT)).recurse_included_files()}
    here = ROOT / "grader" / "register" / "migrations"
    needed = {path.relative_to(ROOT).as_posix() for path in here.rglob("*") if path.suffix in (".py", ".mako")}
    assert len(needed) >= 3
    assert needed <= packed
