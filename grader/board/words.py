"""The words of a board's own: buttons, labels and states around what panels show."""

from scenarios.text import Text, pick

__all__ = ["WORDS", "words"]

WORDS: dict[str, Text] = {
    "loading": {"id": "Sedang dihitung…", "en": "Working this out…"},
    "again": {"id": "Coba lagi", "en": "Try again"},
    "undo": {"id": "Batalkan", "en": "Undo"},
    "stop": {"id": "Hentikan", "en": "Stop"},
    "cancel": {"id": "Tidak jadi", "en": "Cancel"},
    "go": {"id": "Ya, {label}", "en": "Yes, {label}"},
    "running": {"id": "Sedang dikerjakan…", "en": "Working…"},
    "busy": {
        "id": "Masih ada yang dikerjakan. Tunggu sebentar, atau hentikan dulu.",
        "en": "Something is still being done. Wait a moment, or stop it first.",
    },
    "of": {"id": "{done} dari {total}", "en": "{done} of {total}"},
    "rate": {"id": "{rate}/dtk", "en": "{rate}/s"},
    "left": {"id": "sisa {left} dtk", "en": "{left} s left"},
    "filter": {"id": "Saring baris", "en": "Filter rows"},
    "shown": {"id": "{first}–{last} dari {count} baris", "en": "{first}–{last} of {count} rows"},
    "none_fit": {"id": "Tidak ada baris yang cocok.", "en": "No row fits."},
    "previous": {"id": "Sebelumnya", "en": "Previous"},
    "next": {"id": "Berikutnya", "en": "Next"},
    "acts": {"id": "tindakan", "en": "acts"},
    "in_words": {"id": "Dalam kata", "en": "In words"},
    "small": {"id": "n = {n}", "en": "n = {n}"},
    "colour": {"id": "Warna:", "en": "Colour:"},
    "columns": {"id": "Arti kolom", "en": "What the columns mean"},
    "good": {"id": "Baik", "en": "Good"},
    "warn": {"id": "Perhatikan", "en": "Take note"},
    "danger": {"id": "Penting", "en": "Important"},
    "lost": {
        "id": "Meja kerja tidak menjawab. Muat ulang halaman ini. Bila tetap begitu, jalankan sebaya desk sekali lagi.",
        "en": "The board does not answer. Load this page again. If it stays so, start sebaya desk once more.",
    },
}


def words(lang: str) -> dict[str, str]:
    """Return them in `lang`."""
    return {name: pick(text, lang) for name, text in WORDS.items()}
