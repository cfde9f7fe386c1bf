"""Writes a time of handing in whose zone is a file that came along."""

import struct

from place import TIMESTAMP, Place

COLLECTED, MARKED, DESERVES = None, "bad-time", "nothing"


def lay(place: Place) -> None:
    folder = place.submitted()
    (folder / "zone").write_bytes(b"TZif" + bytes(16) + struct.pack(">6l", 0, 0, 0, -1, 1 << 30, 1))
    (folder / TIMESTAMP).write_text(f"2026-11-22 03:04:05 {folder / 'zone'}", encoding="utf-8")
