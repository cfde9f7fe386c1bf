"""Makes the referral criteria as a card to print: one page in each language, with the school's own adults.

The criteria are those that lessons show (`modules/referral.yaml`); the adults are those of the class's referral map.
"""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from grader.course import Course
from grader.pdf import typeset
from grader.referral import read_map
from scenarios import referral
from scenarios.atomic import write_whole
from scenarios.dates import written_date
from scenarios.text import LANGUAGES, Text, pick

__all__ = ["card_path", "write_cards"]

TEMPLATE = "criteria.typ"
TEXTS: dict[str, Text] = {
    "title": {"id": "Kapan, siapa, dan apa yang dikatakan", "en": "When, who, and what to say"},
    "intro": {
        "id": "Untuk pendukung sebaya. Ragu di antara dua zona? Pilih yang lebih cepat. "
        "Temanmu tahu duluan siapa yang akan tahu.",
        "en": "For peer supporters. Unsure between two zones? Take the quicker one. "
        "Your friend hears first who will know.",
    },
    "sign": {"id": "Yang terlihat atau terdengar", "en": "What is seen or heard"},
    "who": {"id": "Siapa, berurutan", "en": "Who, in this order"},
    "say": {"id": "Yang bisa kamu katakan", "en": "What you can say"},
    "people": {"id": "Orangnya di sekolah kami", "en": "Our school's people"},
    "nobody": {"id": "belum diisi di peta rujukan", "en": "not filled in on the referral map yet"},
    "made": {"id": "Dicetak {date}", "en": "Printed on {date}"},
    "rule": {
        "id": "Nomor layanan saja tidak pernah cukup: yang pertama selalu orang dewasa yang hadir.",
        "en": "The number of a service is never enough by itself: the first link is always an adult who is there.",
    },
}


def card_path(course: Course, lang: str) -> Path:
    """Where the card in `lang` lies."""
    return course.root / "printed" / f"referral-card.{lang}.pdf"


def write_cards(course: Course, today: date | None = None) -> list[Path]:
    """Write the card in every language, and return the paths. Raises SebayaError for a map that is damaged."""
    people = [asdict(contact) for contact in read_map(course).contacts]
    paths = []
    for lang in LANGUAGES:
        places = referral.places(lang, today, people)
        short = {place["id"]: place["short"] for place in places}
        data = {
            "lang": lang,
            "class": course.about["name"],
            "texts": {name: pick(text, lang) for name, text in TEXTS.items()},
            "made": pick(TEXTS["made"], lang).format(date=written_date((today or date.today()).isoformat(), lang)),
            "note": referral.note("referral", lang),
            "zones": [
                {**zone, "signs": [{**sign, "who": [short[who] for who in sign["who"]]} for sign in zone["signs"]]}
                for zone in referral.zones(lang)
            ],
            "places": places,
        }
        path = card_path(course, lang)
        path.parent.mkdir(exist_ok=True)
        write_whole(path, typeset(TEMPLATE, data))
        paths.append(path)
    return paths
