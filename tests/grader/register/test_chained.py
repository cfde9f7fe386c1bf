"""The register is only ever added to, and a change made behind its back is found where it was made."""

from dataclasses import replace

import pytest
from registers import PLACE, by_hand, every_kind, file_register, rows, unguarded

from grader.faults import SebayaError
from grader.register import Entry, Register
from grader.register.chain import faults_of, lost_head, verify
from grader.register.entry import COLUMNS, GENESIS, KINDS

COUNT = len(KINDS)


def test_an_entry_comes_back_as_it_was_recorded(register: Register) -> None:
    stand = register.entries()
    taken = {"number": 0, "recorded_at": "", "prev_hash": GENESIS, "hash": ""}
    assert [replace(entry, **taken) for entry in stand] == every_kind()
    assert [entry.number for entry in stand] == list(range(1, COUNT + 1))
    assert [entry.prev_hash for entry in stand] == [GENESIS, *(entry.hash for entry in stand[:-1])]
    assert register.head == (COUNT, stand[-1].hash)
    assert verify(register) == []


def test_entries_are_found_by_any_column(register: Register) -> None:
    assert [entry.person for entry in register.entries(kind="rating")] == [f"8A-{KINDS.index('rating') + 1:02}"]
    assert [entry.number for entry in register.entries(place=PLACE, number=[2, 4])] == [2, 4]
    assert register.entries(person="8A-99") == []


def test_an_empty_register_is_whole(empty: Register) -> None:
    assert (verify(empty), empty.head, lost_head(empty, f"0:{GENESIS}")) == ([], (0, GENESIS), None)


def test_a_transaction_that_fails_adds_nothing(register: Register) -> None:
    seen = []

    def give_up() -> None:
        with register.writing() as writer:
            seen.extend([len(writer.append(every_kind())), len(writer.entries())])
            raise KeyError

    with pytest.raises(KeyError):
        give_up()
    assert seen == [COUNT, 2 * COUNT]
    assert register.head[0] == COUNT


@pytest.mark.parametrize(
    "entry",
    [
        Entry(PLACE, "8A-01", "diagnosis"),
        Entry(PLACE, "8A-01" * 9, "decision"),
        Entry(PLACE, "8A-01", "decision", about="\0"),
        Entry(PLACE, "8A-01", "decision", outcome="\ud800"),
        Entry(PLACE, "8A-01", "decision", on_day="22 November 2026"),
    ],
)
def test_what_does_not_fit_is_refused_on_both_databases_alike(register: Register, entry: Entry) -> None:
    with pytest.raises(SebayaError, match="Tidak ada yang dibukukan"):
        register.append(every_kind()[0], entry)
    assert register.head[0] == COUNT


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET outcome = 'failed' WHERE number = 3",
        "DELETE FROM entry WHERE number = 3",
        "DELETE FROM entry",
        "INSERT INTO entry SELECT number + 100, recorded_at, place, person, kind, about, outcome, on_day, until_day, "
        "recorded_by, content, hash, 'x' FROM entry WHERE number = 21",
        "INSERT INTO entry SELECT number + 19, recorded_at, place, person, kind, about, outcome, on_day, until_day, "
        "recorded_by, content, 'y', 'x' FROM entry WHERE number = 3",
    ],
)
def test_the_database_itself_refuses_all_but_the_next_entry(register: Register, statement: str) -> None:
    with by_hand(register) as connection, pytest.raises(Exception, match="only ever added"):
        connection.execute(statement)
    assert (verify(register), register.head[0]) == ([], COUNT)


def test_the_database_itself_refuses_to_be_emptied_or_overwritten(register: Register, database: str) -> None:
    statement = "TRUNCATE entry" if database == "postgresql" else "INSERT OR REPLACE INTO entry SELECT * FROM entry"
    with by_hand(register) as connection, pytest.raises(Exception, match="only ever added"):
        connection.execute(statement)
    assert (verify(register), register.head[0]) == ([], COUNT)


def test_every_byte_of_every_row_counts(tmp_path) -> None:
    """In memory: each byte of each column of each row, changed, is found at its row, and only there or right after."""
    register = file_register(tmp_path)
    register.append(*every_kind())
    good = rows(register)
    assert list(faults_of(good)) == []
    tried = 0
    for place, row in enumerate(good):
        for column, value in enumerate(row):
            text = str(value).encode()
            for at in range(len(text)):
                changed = text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :]
                new = int(changed) if column == 0 and changed.isdigit() else changed.decode()
                if column == 0 and not changed.isdigit():
                    continue
                bad = sorted(
                    [*good[:place], (*row[:column], new, *row[column + 1 :]), *good[place + 1 :]], key=lambda r: r[0]
                )
                first = next(faults_of(bad), "")
                found = {f"Catatan {place + 1} ", f"Catatan {new} "} if column == 0 else {f"Catatan {place + 1} "}
                assert first.startswith(tuple(found)), (place, column, at, first)
                tried += 1
    assert tried > COUNT * 300


def test_a_changed_byte_of_any_column_of_any_row_is_found_at_its_row(register: Register) -> None:
    """In the database itself, whose triggers somebody dropped."""
    good = rows(register)
    with unguarded(register) as connection:
        mark = "?" if "sqlite" in str(register.url) else "%s"
        for number in range(1, COUNT + 1):
            row = good[number - 1]
            for column, value in zip(COLUMNS, row, strict=True):
                changed = value + 1000 if column == "number" else f"{value[:-1]}{chr(ord(value[-1]) ^ 1)}"
                set_to = f"UPDATE entry SET {column} = {mark} WHERE number = {mark}"  # noqa: S608 (our own columns)
                connection.execute(set_to, (changed, number))
                first = next(iter(verify(register)), "")
                last_one_moved = column == "number" and number == COUNT
                sought = f"Catatan {number} sampai {number + 999}" if last_one_moved else f"Catatan {number} "
                assert first.startswith(sought), (number, column)
                connection.execute(set_to, (value, changed if column == "number" else number))
    assert verify(register) == []


def test_bytes_that_are_no_text_are_found_too(tmp_path) -> None:
    register = file_register(tmp_path)
    register.append(*every_kind())
    with unguarded(register) as connection:
        connection.execute("UPDATE entry SET about = CAST(x'ff41' AS TEXT) WHERE number = 5")
        connection.execute("UPDATE entry SET outcome = x'706173736564' WHERE number = 7")
    assert [fault.split()[1] for fault in verify(register)] == ["5", "7"]
    with pytest.raises(SebayaError):
        register.entries()


@pytest.mark.parametrize(
    ("statements", "first"),
    [
        (["DELETE FROM entry WHERE number = 4"], "Catatan 4 tidak ada"),
        (["DELETE FROM entry WHERE number IN (1, 2)"], "Catatan 1 sampai 2 tidak ada"),
        (
            [
                "UPDATE entry SET number = -1 WHERE number = 4",
                "UPDATE entry SET number = 4 WHERE number = 5",
                "UPDATE entry SET number = 5 WHERE number = -1",
            ],
            "Catatan 4 tidak menyambung",
        ),
        (
            [
                "INSERT INTO entry SELECT 0, recorded_at, place, person, kind, about, outcome, on_day, until_day, "
                "recorded_by, content, 'a', 'b' FROM entry WHERE number = 2"
            ],
            "Catatan 0 tidak menyambung",
        ),
        (
            [
                "INSERT INTO entry SELECT 22, recorded_at, place, person, kind, about, outcome, on_day, until_day, "
                "recorded_by, content, 'a', 'b' FROM entry WHERE number = 2"
            ],
            "Catatan 22 tidak menyambung",
        ),
    ],
    ids=["deleted", "beginning deleted", "swapped", "put before", "put behind"],
)
def test_rows_deleted_swapped_or_put_in_are_found(register: Register, statements: list[str], first: str) -> None:
    with unguarded(register) as connection:
        for statement in statements:
            connection.execute(statement)
    assert verify(register)[0].startswith(first)


def test_an_end_that_was_cut_off_is_found_by_an_earlier_head(register: Register) -> None:
    number, kept = register.head
    assert lost_head(register, f"{number}:{kept}") is None
    assert lost_head(register, f"{number}:{kept[:8].upper()}") is None
    with unguarded(register) as connection:
        connection.execute("DELETE FROM entry WHERE number > 17")
    assert verify(register) == []
    told = lost_head(register, f"{number}:{kept}")
    assert told is not None
    assert "berakhir di catatan 17" in told


def test_a_chain_built_anew_is_found_by_an_earlier_head(new_register, register: Register) -> None:
    number, kept = register.head
    forged = new_register()
    forged.append(*[replace(entry, outcome="passed!") for entry in every_kind()])
    assert verify(forged) == []
    told = lost_head(forged, f"{number}:{kept}")
    assert told is not None
    assert "disusun ulang" in told


@pytest.mark.parametrize("head", ["", "20", "20:abc", "x:0123456789", "20:zzzzzzzzzz", "1" * 30 + ":0123456789"])
def test_a_head_that_is_none_is_told(register: Register, head: str) -> None:
    with pytest.raises(SebayaError, match="sidik"):
        lost_head(register, head)


def test_a_damaged_index_is_found(tmp_path) -> None:
    """Entries asked for by person would be missing, though every row is whole."""
    register = file_register(tmp_path)
    register.append(*every_kind())
    with by_hand(register) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'ix_entry_person'").fetchone()
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'ix_entry_person'", (f"{sql} WHERE 0",))
    with unguarded(register) as connection:
        connection.execute("DELETE FROM entry WHERE number = 21")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'ix_entry_person'", (sql,))
    assert any("Berkasnya rusak" in fault for fault in verify(register))
