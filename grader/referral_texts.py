"""The words of the form of module 0."""

from scenarios.text import Text

__all__ = ["TEXTS"]

TEXTS: dict[str, Text] = {
    "title": {"id": "Peta rujukan dan gerbang program", "en": "Referral map and programme gate"},
    "intro": {
        "id": "Tulis orang yang benar-benar bisa ditemui. Setiap perubahan langsung disimpan di folder kelas ini. "
        "Nomor dan jam dianggap berlaku 90 hari sejak dicek.",
        "en": "Write down people who can really be reached. Each change is saved in this class folder at once. "
        "Numbers and hours count for 90 days after they were checked.",
    },
    "main": {"id": "Orang pertama", "en": "First person"},
    "deputy": {"id": "Wakil", "en": "Deputy"},
    "name": {"id": "Nama", "en": "Name"},
    "role": {"id": "Tugas atau jabatan", "en": "Role"},
    "when": {"id": "Jam bisa ditemui", "en": "Hours"},
    "reach": {"id": "Cara menghubungi (ruang, nomor)", "en": "How to reach them (room, number)"},
    "checked_on": {"id": "Tanggal dicek", "en": "Checked on"},
    "checked_by": {"id": "Dicek oleh", "en": "Checked by"},
    "confirmed_on": {"id": "Dipastikan pada", "en": "Confirmed on"},
    "confirmed_by": {"id": "Dipastikan oleh", "en": "Confirmed by"},
    "today": {"id": "Hari ini", "en": "Today"},
    "conditions": {"id": "Yang juga harus benar", "en": "What must be true as well"},
    "undo": {"id": "Batalkan perubahan terakhir", "en": "Undo the last change"},
    "gate_open": {
        "id": "Gerbang terbuka: modul 2 dan seterusnya boleh dirilis.",
        "en": "The gate is open: module 2 and later may be released.",
    },
    "gate_closed": {
        "id": "Gerbang belum terbuka. Yang masih kurang ({count}):",
        "en": "The gate is closed. Still missing ({count}):",
    },
}
