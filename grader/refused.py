"""Why a hand-in is refused: what happened, and what the trainer can do."""

from collections.abc import Mapping

from scenarios.text import Text

__all__ = ["REASONS", "RefusedError"]

REASONS: Mapping[str, tuple[Text, Text]] = {
    "missing": (
        {"id": "tidak ada responses.json", "en": "there is no responses.json"},
        {"id": "Minta peserta mengumpulkan lagi", "en": "Ask the trainee to hand in again"},
    ),
    "link": (
        {"id": "berkas berupa tautan atau bukan berkas biasa", "en": "the file is a link, or no ordinary file"},
        {"id": "Ditolak demi keamanan; minta berkas aslinya", "en": "Refused for safety; ask for the file itself"},
    ),
    "too-large": (
        {"id": "berkas terlalu besar untuk sebuah jawaban", "en": "the file is too large to be answers"},
        {
            "id": "Minta peserta mengirim berkas dari tombol Unduh berkas",
            "en": "Ask for the file that the Download button gives",
        },
    ),
    "unreadable": (
        {"id": "isi berkas terpotong atau bukan jawaban", "en": "the file is cut off, or does not hold answers"},
        {"id": "Minta peserta mengunduh dan mengirim lagi", "en": "Ask the trainee to download and send it again"},
    ),
    "other-format": (
        {"id": "berkas dari versi Sebaya yang lain", "en": "the file comes from another version of Sebaya"},
        {"id": "Samakan versi Sebaya, lalu kumpulkan lagi", "en": "Use the same version of Sebaya, then hand in again"},
    ),
    "other-assessment": (
        {"id": "jawaban untuk penilaian lain", "en": "the answers belong to another assessment"},
        {"id": "Pindahkan ke penilaian yang benar", "en": "Collect it with the right assessment"},
    ),
    "not-handed-in": (
        {"id": "peserta belum menekan Kumpulkan", "en": "the trainee has not pressed Hand in"},
        {"id": "Minta peserta membuka penilaian dan menekan Kumpulkan", "en": "Ask the trainee to press Hand in"},
    ),
    "earlier-attempt": (
        {
            "id": "kiriman lama, dari sebelum peserta ini mengulang; yang lama sudah disimpan",
            "en": "an old hand-in, from before this trainee took the assessment again; the old one is kept",
        },
        {
            "id": "Biarkan saja; untuk kiriman baru, peserta membuka lembar barunya: sebaya start --trainee KODE",
            "en": "Leave it; for a new one the trainee opens the new paper: sebaya start --trainee CODE",
        },
    ),
    "unknown-trainee": (
        {"id": "kode peserta tidak ada di daftar kelas", "en": "the trainee's code is not on the roster"},
        {"id": "Periksa kodenya, atau tambahkan ke daftar kelas", "en": "Check the code, or add it to the roster"},
    ),
    "forged-owner": (
        {"id": "dikirim atas nama peserta lain", "en": "it was sent in another trainee's name"},
        {"id": "Jangan terima; bicarakan dengan kedua peserta", "en": "Do not accept it; talk with both trainees"},
    ),
    "forged-code": (
        {
            "id": "kode pribadi tidak cocok, atau jawaban diubah sesudah dikumpulkan",
            "en": "the personal code does not fit, or the answers were changed after handing in",
        },
        {
            "id": "Minta peserta mengumpulkan lagi dengan kode pribadinya sendiri",
            "en": "Ask the trainee to hand in again with their own personal code",
        },
    ),
    "backdated": (
        {"id": "waktu pengumpulan tidak mungkin benar", "en": "the time of handing in cannot be true"},
        {
            "id": "Cek jam komputer peserta, lalu minta kumpulkan lagi",
            "en": "Check the trainee's clock, then ask for it again",
        },
    ),
    "bad-time": (
        {
            "id": "catatan waktu pengumpulan (timestamp.txt) rusak",
            "en": "its time of handing in (timestamp.txt) is damaged",
        },
        {
            "id": "Jalankan sebaya collect lagi; kalau tetap begitu, minta peserta mengumpulkan lagi",
            "en": "Run sebaya collect again; if that does not help, ask the trainee to hand in again",
        },
    ),
    "not-written": (
        {"id": "hasilnya tidak bisa ditulis di folder kelas", "en": "the result cannot be written in the class folder"},
        {
            "id": "Periksa ruang disk dan izin folder autograded, lalu nilai lagi",
            "en": "Check disk space and permissions of the folder autograded, then mark again",
        },
    ),
    "bad-answer": (
        {
            "id": "ada jawaban yang tidak mungkin diberikan di layar",
            "en": "it holds an answer that the screen cannot give",
        },
        {
            "id": "Minta peserta membuka penilaian dan mengumpulkan lagi",
            "en": "Ask the trainee to open the assessment and hand in again",
        },
    ),
}
"""Why a hand-in is refused: what happened, and what the trainer can do."""


class RefusedError(Exception):
    """A hand-in that is not accepted. `reason` is a key of REASONS; `detail` is for the curious."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail.encode(errors="backslashreplace").decode()
