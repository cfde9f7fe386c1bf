"""Every word of the widgets' own: buttons, labels, states. What authors write is not here."""

from scenarios.text import Text

__all__ = ["INTERFACE"]

INTERFACE: dict[str, Text] = {
    # shared, dialogue
    "adults_missing": {
        "id": "Belum ada nama orang dewasa di sini. Minta pelatihmu mengisinya. Sekarang juga, datangi guru atau "
        "orang dewasa yang kamu percaya dan ada di dekatmu.",
        "en": "No adults are listed here yet. Ask your trainer to add them. Right now, go to a teacher or an adult "
        "you trust who is near you.",
    },
    "adults_title": {"id": "Orang dewasa di sekitarmu", "en": "Adults near you"},
    "away_text": {
        "id": "Layar ini ditutup dulu. Tidak apa-apa berhenti sebentar. Tarik napas, minum air, dan kembali kalau "
        "kamu sudah siap.",
        "en": "This screen is closed for now. It is fine to stop for a while. Take a breath, drink some water, and "
        "come back when you are ready.",
    },
    "begin": {"id": "Mulai percakapan", "en": "Start the conversation"},
    "begin_again": {"id": "Ulangi dari awal", "en": "Start over"},
    "begin_again_ask": {
        "id": "Ulangi dari awal? Jalan yang tadi akan dihapus.",
        "en": "Start over? The way you took will be cleared.",
    },
    "begin_again_no": {"id": "Tidak jadi", "en": "No, stay here"},
    "begin_again_yes": {"id": "Ya, ulangi", "en": "Yes, start over"},
    "choice_number": {"id": "Pilihan {number}", "en": "Choice {number}"},
    "close_help": {"id": "Tutup bantuan", "en": "Close help"},
    "coach": {"id": "Catatan pelatih", "en": "Coach's note"},
    "come_back": {"id": "Buka lagi", "en": "Open again"},
    "critical_fail": {"id": "Yang membahayakan", "en": "What does harm"},
    "critical_pass": {"id": "Yang menjaga temanmu", "en": "What keeps your friend safe"},
    "critical_title": {"id": "Keputusan penting di cerita ini", "en": "The decision that mattered"},
    "friend": {"id": "Temanmu", "en": "Your friend"},
    "help_intro": {
        "id": "Kamu tidak harus menghadapinya sendirian. Mulailah dari orang dewasa yang bisa kamu temui sekarang.",
        "en": "You do not have to face this alone. Start with an adult you can reach right now.",
    },
    "help_title": {"id": "Bantuan untukmu", "en": "Help for you"},
    "hidden_title": {"id": "Yang tidak terlihat di awal", "en": "What could not be seen at first"},
    "leave_now": {"id": "Keluar dulu", "en": "Leave for now"},
    "level_1": {"id": "berbahaya", "en": "harmful"},
    "level_2": {"id": "belum", "en": "not yet"},
    "level_3": {"id": "cakap", "en": "competent"},
    "level_4": {"id": "mahir", "en": "advanced"},
    "lines_title": {"id": "Kalau belum ada orang dewasa yang bisa ditemui", "en": "If no adult can be reached yet"},
    "look_back": {"id": "Melihat kembali", "en": "Looking back"},
    "missing_content": {
        "id": "Bagian ini belum terpasang di perangkat ini. Beri tahu pelatihmu; kamu boleh lanjut ke bagian lain.",
        "en": "This part is not installed on this device. Tell your trainer; you can go on with the other parts.",
    },
    "need_help": {"id": "Aku butuh bantuan", "en": "I need help"},
    "not_reviewed": {"id": "Isi latihan ini belum ditinjau ahli.", "en": "An expert has not reviewed this yet."},
    "not_saved": {
        "id": "Belum tersimpan. Coba lagi, atau beri tahu pelatihmu.",
        "en": "Not saved. Try again, or tell your teacher.",
    },
    "not_saved_kernel": {
        "id": "Belum tersimpan. Sambungan terputus; muat ulang halaman ini.",
        "en": "Not saved. The connection was lost; reload this page.",
    },
    "number_keys": {
        "id": "Kamu juga bisa menekan angka di papan ketik.",
        "en": "You can also press a number on the keyboard.",
    },
    "path_title": {"id": "Jalan yang kamu tempuh", "en": "The way you took"},
    "people": {"id": "Siapa yang ada di sini", "en": "Who is here"},
    "reflection_delete": {"id": "Hapus tulisan ini", "en": "Delete this text"},
    "reflection_deleted": {"id": "Tulisanmu sudah dihapus.", "en": "Your text was deleted."},
    "reflection_heading": {"id": "Renungan pribadi", "en": "A private reflection"},
    "reflection_label": {"id": "Tulisanmu", "en": "Your text"},
    "reflection_not_kept": {
        "id": "Di sini tulisanmu tidak disimpan. Tulisan ini hilang saat halaman ditutup.",
        "en": "Nothing you write here is kept. It is gone when the page is closed.",
    },
    "reflection_private": {
        "id": "Hanya tersimpan di perangkat ini, tidak ikut dikumpulkan.",
        "en": "Kept on this device only; never handed in.",
    },
    "reflection_undo": {"id": "Kembalikan tulisan", "en": "Bring it back"},
    "resumed": {"id": "Kamu melanjutkan dari tempat terakhir.", "en": "You are going on from where you stopped."},
    "saved": {"id": "Tersimpan ✓", "en": "Saved ✓"},
    "saving": {"id": "Menyimpan …", "en": "Saving …"},
    "show_path": {"id": "Lihat semua pilihanmu", "en": "See all your choices"},
    "silence_begin": {"id": "Mulai", "en": "Start"},
    "silence_early": {
        "id": "Kamu diam {seconds} detik. Menunggu memang terasa lama. Coba lagi: tarik napas pelan, dan biarkan "
        "temanmu yang bicara lebih dulu.",
        "en": "You stayed quiet for {seconds} seconds. Waiting does feel long. Try again: breathe slowly, and let "
        "your friend be the one to speak first.",
    },
    "silence_friend": {"id": "Aku… nggak tahu harus mulai dari mana.", "en": "I… don't know where to start."},
    "silence_friend_after": {
        "id": "Makasih ya, nggak buru-buru. Sebenarnya… ada yang mau aku ceritakan.",
        "en": "Thanks for not rushing me. Actually… there is something I want to tell you.",
    },
    "silence_held": {
        "id": "Lima detik. Kamu memberi ruang, dan temanmu menemukan kata-katanya sendiri. Hening juga bentuk "
        "mendengarkan.",
        "en": "Five seconds. You made room, and your friend found the words. Silence is listening too.",
    },
    "silence_intro": {
        "id": "Temanmu diam sebentar. Tekan Mulai, lalu tahan diri untuk tidak bicara selama lima detik. Tidak ada "
        "hitungan mundur; rasakan saja.",
        "en": "Your friend goes quiet. Press Start, then keep from speaking for five seconds. There is no countdown; "
        "just feel it.",
    },
    "silence_on": {"id": "Hening dimulai.", "en": "The silence has begun."},
    "silence_speak": {"id": "Bicara", "en": "Speak"},
    "silence_title": {"id": "Latihan hening lima detik", "en": "Practise five seconds of silence"},
    "source_date": {"id": "Sumber: {date}.", "en": "Source: {date}."},
    "source_undated": {"id": "Sumber tanpa tanggal.", "en": "Source without a date."},
    "stale": {
        "id": "Ada yang lebih baru di jendela lain. Itu yang sekarang terlihat.",
        "en": "Something newer was saved in another window. That is what you see now.",
    },
    "starting": {"id": "Sebelum mulai", "en": "Before you start"},
    "talk_count": {
        "id": "Pantulan: {reflections}. Pertanyaan: {questions}.",
        "en": "Reflections: {reflections}. Questions: {questions}.",
    },
    "talk_even": {
        "id": "Pantulanmu sudah seimbang dengan pertanyaanmu, atau lebih. Temanmu mendapat ruang untuk merasa "
        "didengar.",
        "en": "You reflected at least as often as you asked. That gives your friend room to feel heard.",
    },
    "talk_feedback_only": {"id": "Ini umpan balik, bukan nilai.", "en": "This is feedback, not a score."},
    "talk_more_reflections": {
        "id": "Pertanyaanmu lebih banyak daripada pantulanmu. Lain kali, sebelum bertanya, coba ulangi dulu isi atau "
        "perasaan yang kamu dengar.",
        "en": "You asked more than you reflected. Next time, before you ask, try saying back what you heard or how it "
        "seemed to feel.",
    },
    "talk_none": {
        "id": "Belum ada pantulan atau pertanyaan yang tercatat.",
        "en": "No reflection or question has been counted yet.",
    },
    "talk_title": {"id": "Pantulan dan pertanyaan", "en": "Reflections and questions"},
    "tally_again": {"id": "Hitung lagi dari nol", "en": "Count again from zero"},
    "tally_begin": {"id": "Mulai 5 menit", "en": "Start 5 minutes"},
    "tally_finish": {"id": "Selesai", "en": "Finish"},
    "tally_intro": {
        "id": "Dua orang mengobrol lima menit. Kamu yang menyimak: tekan satu tombol setiap kali pendengar "
        "memantulkan atau bertanya. Hitungan ini tidak disimpan.",
        "en": "Two people talk for five minutes. You watch: press a button each time the listener reflects or asks. "
        "The count is not stored.",
    },
    "tally_question": {"id": "Pertanyaan", "en": "Question"},
    "tally_question_hint": {"id": "menanyakan sesuatu", "en": "asks something"},
    "tally_reflection": {"id": "Pantulan", "en": "Reflection"},
    "tally_reflection_hint": {"id": "mengulang isi atau perasaan", "en": "says back content or feeling"},
    "tally_time_left": {"id": "Sisa waktu", "en": "Time left"},
    "tally_time_up": {"id": "Lima menit sudah selesai.", "en": "The five minutes are over."},
    "tally_title": {"id": "Penghitung obrolan berpasangan", "en": "Pair talk counter"},
    "tally_undo": {"id": "Batalkan ketukan terakhir", "en": "Undo the last tap"},
    "tone_good": {"id": "Ini menolong", "en": "This helps"},
    "tone_harm": {"id": "Hati-hati, ini bisa melukai", "en": "Careful, this can hurt"},
    "tone_not_yet": {"id": "Niat baik, belum pas", "en": "Well meant, not there yet"},
    "unsaid_title": {
        "id": "Yang dirasakan temanmu, tapi tidak diucapkan",
        "en": "What your friend felt but did not say",
    },
    "unverified_line": {"id": "Belum diverifikasi, tanya pelatihmu.", "en": "Not verified; ask your trainer."},
    "verified_line": {"id": "Dicek pada {date}.", "en": "Checked on {date}."},
    "way_back": {"id": "Jalan kembali", "en": "The way back"},
    "what_happened": {"id": "Akhir cerita", "en": "How it ended"},
    "what_you_showed": {"id": "Yang kamu tunjukkan", "en": "What you showed"},
    "zone_biru": {"id": "zona biru", "en": "blue zone"},
    "zone_hijau": {"id": "zona hijau", "en": "green zone"},
    "zone_kuning": {"id": "zona kuning", "en": "yellow zone"},
    "zone_merah": {"id": "zona merah", "en": "red zone"},
    # items, hand-in
    "item_heading": {"id": "Soal {number} dari {total}", "en": "Question {number} of {total}"},
    "exercise_heading": {"id": "Latihan", "en": "Exercise"},
    "says": {"id": "{who} berkata:", "en": "{who} says:"},
    "try_saving_again": {"id": "Coba simpan lagi", "en": "Try saving again"},
    "order_hint": {
        "id": "Pindahkan dengan tombol naik dan turun. Kalau urutannya sudah pas, tekan tombol di bawah.",
        "en": "Move with the up and down buttons. When the order is right for you, press the button below.",
    },
    "order_hint_exercise": {
        "id": "Pindahkan langkah-langkahnya dengan tombol naik dan turun, lalu periksa.",
        "en": "Move the steps with the up and down buttons, then check.",
    },
    "stale_answer": {
        "id": "Jawaban yang lebih baru sudah tersimpan di jendela lain. Itu yang sekarang terlihat.",
        "en": "A newer answer was already saved in another window. That is what you see now.",
    },
    "move_up": {"id": "Naikkan", "en": "Move up"},
    "move_down": {"id": "Turunkan", "en": "Move down"},
    "moved": {"id": "Sekarang di urutan {place} dari {total}.", "en": "Now number {place} of {total}."},
    "order_is_fine": {"id": "Urutan ini sudah pas", "en": "This order is right"},
    "order_untouched": {
        "id": "Belum dijawab: urutan ini belum kamu pilih.",
        "en": "Not answered yet: you have not chosen this order.",
    },
    "choose_one": {"id": "— pilih —", "en": "— choose —"},
    "your_answer": {"id": "Jawabanmu", "en": "Your answer"},
    "characters": {"id": "{count} dari {limit} huruf", "en": "{count} of {limit} characters"},
    "draft_kept": {
        "id": "Tulisanmu di jendela ini tidak hilang. Ini isinya:",
        "en": "What you wrote in this window is not lost. Here it is:",
    },
    "use_draft": {"id": "Pakai tulisan ini", "en": "Use this text"},
    "step_back": {"id": "Kembali satu langkah", "en": "Go back one step"},
    "conversation": {"id": "Percakapan", "en": "Conversation"},
    "your_reply": {"id": "Apa yang kamu lakukan?", "en": "What do you do?"},
    "you": {"id": "Kamu", "en": "You"},
    "conversation_over": {"id": "Percakapan ini sudah selesai.", "en": "This conversation is over."},
    "check": {"id": "Periksa", "en": "Check"},
    "try_again": {"id": "Coba lagi", "en": "Try again"},
    "answer_first": {"id": "Jawab dulu, baru periksa.", "en": "Answer first, then check."},
    "right": {"id": "Tepat", "en": "Right"},
    "not_yet": {"id": "Belum tepat", "en": "Not yet"},
    "all_right": {"id": "Semuanya tepat.", "en": "Everything is right."},
    "some_right": {"id": "{right} dari {total} sudah tepat.", "en": "{right} of {total} are right."},
    "safety_first": {
        "id": "Perhatikan lagi langkah yang menjaga keselamatan: langkah itu harus lebih dulu.",
        "en": "Look again at the step that keeps people safe: it has to come earlier.",
    },
    "write_then_compare": {
        "id": "Tulis dulu, lalu bandingkan. Tulisan ini tidak disimpan dan tidak dinilai.",
        "en": "Write first, then compare. This text is not stored and not scored.",
    },
    "compare": {"id": "Bandingkan dengan contoh", "en": "Compare with examples"},
    "checklist": {"id": "Periksa tulisanmu sendiri", "en": "Check your own text"},
    "examples": {"id": "Contoh yang mungkin", "en": "Possible examples"},
    "incomplete": {
        "id": "Penilaian ini belum lengkap, jadi soalnya belum bisa dibuka. Beri tahu pelatihmu; ini bukan salahmu.",
        "en": "This assessment is incomplete, so its questions cannot be opened yet. Tell your "
        "trainer; this is not your fault.",
    },
    "no_such_item": {
        "id": "Soal ini tidak ada di penilaian ini. Beri tahu pelatihmu; jawabanmu yang lain aman.",
        "en": "This question is not part of this assessment. Tell your trainer; your other answers are safe.",
    },
    "no_such_exercise": {
        "id": "Latihan ini belum terpasang. Kamu bisa lanjut ke bagian berikutnya.",
        "en": "This exercise is not installed. You can go on with the next part.",
    },
    "set_aside": {
        "id": "Berkas jawabanmu rusak dan tidak bisa dibaca. Berkas itu tidak dihapus: sekarang "
        "namanya {name}. Beri tahu pelatihmu, mungkin isinya bisa dipulihkan. Jawaban baru "
        "disimpan di berkas baru.",
        "en": "The file with your answers is damaged and cannot be read. It was not deleted: it is "
        "now called {name}. Tell your trainer, who may be able to recover it. New answers are "
        "saved in a new file.",
    },
    "unreadable": {
        "id": "Jawabanmu yang tersimpan belum bisa dibaca. Jangan menjawab dulu; muat ulang halaman "
        "ini atau beri tahu pelatihmu.",
        "en": "Your saved answers cannot be read right now. Do not answer yet; reload this page or tell your trainer.",
    },
    "no_longer_fits": {
        "id": "Soal ini berubah sejak kamu menjawab. Silakan jawab lagi.",
        "en": "This question changed since you answered. Please answer again.",
    },
    "minutes": {"id": "Kira-kira {minutes} menit", "en": "About {minutes} minutes"},
    "answered_count": {
        "id": "{answered} dari {total} soal sudah dijawab",
        "en": "{answered} of {total} questions answered",
    },
    "language": {"id": "Bahasa", "en": "Language"},
    "privacy_title": {"id": "Apa yang dilihat pelatihmu", "en": "What your trainer sees"},
    "privacy": {
        "id": "Pelatihmu hanya melihat jawaban soal-soal ini, kode pesertamu, dan waktu kamu "
        "mengumpulkan, setelah kamu menekan Kumpulkan. Latihan dan renungan di pelajaran "
        "tetap di komputer ini. Jangan menulis nama atau cerita orang sungguhan di jawabanmu.",
        "en": "Your trainer sees only your answers to these questions, your trainee code and the "
        "time you hand in, after you press Hand in. Exercises and reflections in the lesson "
        "stay on this computer. Do not write names or stories of real people in your answers.",
    },
    "saved_at_once": {
        "id": "Setiap jawaban langsung disimpan. Kamu boleh berhenti dan melanjutkan nanti.",
        "en": "Every answer is saved at once. You may stop and go on later.",
    },
    "hand_in_title": {"id": "Kumpulkan jawaban", "en": "Hand in your answers"},
    "state_answered": {"id": "sudah dijawab", "en": "answered"},
    "state_begun": {"id": "belum selesai", "en": "not finished"},
    "state_open": {"id": "belum dijawab", "en": "not answered yet"},
    "state_changed": {"id": "berubah sejak dikumpulkan", "en": "changed since you handed in"},
    "go_to_item": {"id": "Soal {number}", "en": "Question {number}"},
    "scroll_to_item": {
        "id": "Soal {number} ada di atas. Gulir halaman ini ke sana.",
        "en": "Question {number} is further up. Scroll there on this page.",
    },
    "trainee_code": {"id": "Kode peserta", "en": "Trainee code"},
    "personal_code": {"id": "Kode pribadi", "en": "Personal code"},
    "trainee_code_hint": {
        "id": "Kode yang diberikan sekolah, bukan namamu.",
        "en": "The code from your school, not your name.",
    },
    "personal_code_hint": {
        "id": "10 huruf dan angka, misalnya tertulis dalam dua kelompok. Kode ini tidak disimpan.",
        "en": "10 letters and digits, usually written in two groups. This code is not stored.",
    },
    "show": {"id": "Perlihatkan", "en": "Show"},
    "hide": {"id": "Sembunyikan", "en": "Hide"},
    "hand_in": {"id": "Kumpulkan", "en": "Hand in"},
    "bad_trainee": {
        "id": "Kode peserta belum benar. Isi dengan huruf, angka, dan garis hubung saja.",
        "en": "The trainee code is not right. Use letters, digits and hyphens only.",
    },
    "bad_code": {
        "id": "Kode pribadi belum benar: isinya 10 huruf dan angka. Periksa kartumu.",
        "en": "The personal code is not right: it has 10 letters and digits. Check your card.",
    },
    "unanswered": {
        "id": "Masih ada {count} soal yang belum selesai dijawab. Mau dikumpulkan sekarang?",
        "en": "{count} questions are not fully answered. Hand in now?",
    },
    "hand_in_anyway": {"id": "Ya, kumpulkan sekarang", "en": "Yes, hand in now"},
    "back_to_work": {"id": "Kembali mengerjakan", "en": "Back to work"},
    "handed_in": {"id": "Sudah dikumpulkan pada {when}.", "en": "Handed in on {when}."},
    "handed_in_again": {
        "id": "Kamu boleh mengumpulkan lagi; yang terbaru yang dipakai.",
        "en": "You may hand in again; the newest one counts.",
    },
    "reached_inbox": {
        "id": "Pelatihmu sudah menerima berkasnya.",
        "en": "Your trainer has received the file.",
    },
    "bring_file": {
        "id": "Unduh berkasnya, lalu serahkan ke pelatihmu lewat USB atau pesan.",
        "en": "Download the file and give it to your trainer on a USB stick or in a message.",
    },
    "download": {"id": "Unduh berkas", "en": "Download the file"},
    "not_handed_in": {
        "id": "Belum terkumpul. Jawabanmu tetap ada. Coba lagi, atau beri tahu pelatihmu.",
        "en": "Not handed in. Your answers are still there. Try again, or tell your trainer.",
    },
}
