"""Signs with a code that is not the trainee's, with an empty one, and with none."""

from place import Place

from scenarios.responses import signed_content
from scenarios.signature import sign

COLLECTED, MARKED, DESERVES = ("forged-code",) * 3, "none", "nothing"


def lay(place: Place) -> None:
    for number, code in enumerate(("00000-00000", "", None)):
        document = place.good()
        document["hand_in"]["signature"] = "" if code is None else sign(signed_content(document), code)
        place.inbox(document, str(number))
