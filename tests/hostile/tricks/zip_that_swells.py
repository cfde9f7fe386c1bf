"""Brings a small zip that swells to a gigabyte when it is unpacked, and what is in it, too."""

import io
import zipfile

from place import Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    inner = packed({"nol": bytes(30_000_000)})
    place.submitted({"jawaban.zip": packed({f"{number}.zip": inner for number in range(34)})})


def packed(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return content.getvalue()
