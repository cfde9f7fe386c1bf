"""Which numbers in prose are taken for a telephone number (rule M020)."""

import pytest

from scenarios.authoring.rules_wording import _NUMBER

TELEPHONES = [
    "telepon 112",
    "Telepon 112.",
    "Telepon 112 - sekarang juga.",
    "hubungi 112/119",
    "119 ext 8",
    "tekan ext. 8",
    "Panggil 110, lalu tunggu.",
    "(129)",
    "call 999",
    "WA: 500-454",
    "Hubungi nomor 454 500",
    "0812-3456-7890",
    "0812 3456 7890",
    "0812–3456–7890",
    "081234567890",
    "08111-129-129",
    "(021) 500454",
    "021-500-454",
    "+62 812-3456-7890",
    "+62 21 500 454",
    "1500-771",
    "500 454 771",
]
COUNTS = [
    "95–112",
    "95-112",
    "95 – 112 siswa",
    "110–120 menit",
    "110-120 menit",
    "112 siswa",
    "119 menit",
    "112%",
    "1.120 orang",
    "1,12 kali",
    "112,5",
    "tahun 2025",
    "2024-2025",
    "2024–2025",
    "2025-11-22",
    "pukul 07.30–08.15",
    "pukul 08.00-09.30",
    "10.000.000",
    "K12 dan H14",
    "1118 kata",
    "text 8",
    "https://contoh.invalid/112/119",
]


@pytest.mark.parametrize("text", TELEPHONES)
def test_a_telephone_number_is_found(text: str) -> None:
    assert _NUMBER.search(text)


@pytest.mark.parametrize("text", COUNTS)
def test_a_range_a_count_a_time_and_a_year_are_left_alone(text: str) -> None:
    assert not _NUMBER.search(text)
