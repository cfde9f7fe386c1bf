"""The words of the school's figures: statuses, measures, and what is said where a number is not shown."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from grader.board.block import Note
from grader.views import SMALLEST
from scenarios.text import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AREAS", "GROUP", "HIDDEN", "MEASURES", "NOT_RECORDED", "PLACE", "cells"]

GROUP: Text = {"id": "Kelas", "en": "Class"}
PLACE: Text = {"id": "Tempat", "en": "Place"}
NOT_RECORDED: Text = {"id": "belum dicatat", "en": "not recorded"}
HIDDEN = Note(
    {
        "id": f"Tanda – berarti tidak ditampilkan: kelompok di bawah {SMALLEST} orang, dan kadang satu lagi, supaya "
        "yang kecil tidak bisa dihitung dari jumlahnya.",
        "en": f"A – means not shown: groups of fewer than {SMALLEST} people, and at times one more, so that the small "
        "one cannot be worked out from the total.",
    }
)
AREAS: Mapping[str, Text] = {
    "process": {"id": "Proses", "en": "Process"},
    "safety": {"id": "Keselamatan", "en": "Safety"},
    "wellbeing": {"id": "Keadaan pendukung", "en": "Supporters' wellbeing"},
    "failures": {"id": "Yang belum berhasil", "en": "What did not work"},
}
MEASURES: Mapping[str, Text] = {
    "supervision-due": {"id": "Supervisi yang seharusnya ada", "en": "Supervision due"},
    "supervision-held": {"id": "Supervisi yang terlaksana", "en": "Supervision held"},
    "conversations": {"id": "Percakapan yang dicatat", "en": "Conversations logged"},
    "refreshers-attended": {"id": "Penyegaran: hadir", "en": "Refreshers: attended"},
    "refreshers-missed": {"id": "Penyegaran: tidak hadir", "en": "Refreshers: missed"},
    "referrals-completed": {"id": "Rujukan yang sampai", "en": "Referrals completed"},
    "time-to-adult": {"id": "Waktu sampai ke orang dewasa", "en": "Time to an adult"},
    "harm-in-assessments": {"id": "Tanda bahaya di penilaian", "en": "Harm flags in assessments"},
    "harm-in-role-plays": {"id": "Tanda bahaya di latihan peran", "en": "Harm flags in role-plays"},
    "incidents": {"id": "Kejadian", "en": "Incidents"},
    "near-misses": {"id": "Kejadian nyaris", "en": "Near misses"},
    "suspensions": {"id": "Jeda (bukan atas keinginan sendiri)", "en": "Suspensions (not by own wish)"},
    "unsupervised": {"id": "Sedang dijeda karena tanpa supervisi", "en": "Paused now for want of supervision"},
    "revocations": {"id": "Pencabutan", "en": "Revocations"},
    "wellbeing-talks": {"id": "Obrolan tentang keadaan diri", "en": "Talks about wellbeing"},
    "pauses-own": {
        "id": "Jeda karena keinginan sendiri atau perlu istirahat",
        "en": "Pauses for own wish or wellbeing",
    },
    "modules-not-passed": {"id": "Modul belum lulus", "en": "Modules not passed"},
    "stages-not-passed": {"id": "Tahap sertifikasi belum lulus", "en": "Stages of certification not passed"},
    "retakes": {"id": "Ujian latihan peran ulang", "en": "Role-play sittings taken again"},
    "supervision-missed": {"id": "Supervisi yang tidak terlaksana", "en": "Supervision not held"},
    "withdrew": {
        "id": "Mundur, atau izin dan kesediaan ditarik",
        "en": "Withdrew, or consent or assent withdrawn",
    },
    "left-otherwise": {"id": "Keluar karena hal lain", "en": "Left for other reasons"},
    "expired": {"id": "Sertifikat berakhir tanpa perpanjangan", "en": "Certificates ended and not renewed"},
}


def cells(values: Iterable[Text | str]) -> "pd.Series[Any]":
    """Return a column of texts for a frame."""
    import pandas as pd

    return pd.Series(list(values), dtype=object)
