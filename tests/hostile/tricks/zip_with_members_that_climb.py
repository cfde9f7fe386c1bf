"""Brings a zip whose members would lie outside of every folder, among them a link."""

import io
import zipfile

from place import Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in ("../../../register.db", "../../P01/m02-listening/responses.json", str(place.canary.path)):
            file.writestr(name, place.canary.python)
        link = zipfile.ZipInfo("responses.json")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "../../../register.db")
    place.submitted({"jawaban.zip": packed.getvalue(), "responses.json.zip": packed.getvalue()})
