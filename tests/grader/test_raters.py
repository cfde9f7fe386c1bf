"""The raters' pages as a browser asks for them: who is let in, what nobody is sent, and what is refused."""

import json
import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from marker import ASSESSMENT, HARMFUL_TEXT, give_levels
from raters_class import PLAY, add_people, filled, locked, scene_locked

from grader.course import Course
from grader.desk import desk_server
from grader.observation.material import read_material
from grader.observation.sheet import Play, change_sheet, read_sheet
from grader.raters import Rater
from grader.register import register_of
from grader.server import Server

pytestmark = pytest.mark.slow
pytest_plugins = ["classroom"]

WORDS = "kata-kata-penilai-lain"
NO_PLAYS = (
    "rate/8Z-99/form-a/1", "rate/8A-01/form-z/1", "rate/8A-01/form-a/9", "rate/8A-01/scene-1/1",
    "rate/..%2f..%2fx/form-a/1", "rate/%00/form-a/1", "calibrate/form-a", "calibrate/..%2fscene-1",
)  # fmt: skip
WRONG = (
    {"candidate": "../8A-01"}, {"candidate": "8Z-99"}, {"candidate": ""}, {"form": "form-z"}, {"form": "../form-a"},
    {"sitting": "10"}, {"sitting": "x"}, {"minutes": "0"}, {"minutes": "1e9"}, {"observed_on": "2999-01-01"},
)  # fmt: skip


class Visitor:
    """A browser without a screen: keeps cookies, follows redirects, sends the page's own token along."""

    def __init__(self, desk: Server) -> None:
        self.desk = desk
        self.cookies = CookieJar()
        no_proxy = urllib.request.ProxyHandler({})
        self._opener = urllib.request.build_opener(no_proxy, urllib.request.HTTPCookieProcessor(self.cookies))
        self.get(f"?token={desk.token}", at="sebaya/desk")

    def get(self, path: str, at: str = "sebaya/desk/") -> tuple[int, str]:
        return self._ask(urllib.request.Request(f"{self.desk.url}{at}{path}"))  # noqa: S310 (http)

    def submit(self, path: str, **fields: str) -> tuple[int, str]:
        body = urllib.parse.urlencode({"_xsrf": self.xsrf, **fields}).encode()
        return self._ask(urllib.request.Request(f"{self.desk.url}sebaya/desk/{path}", body))  # noqa: S310 (http)

    def post(self, path: str, body: object, xsrf: str | None = None) -> tuple[int, str]:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "X-XSRFToken": self.xsrf if xsrf is None else xsrf}
        return self._ask(urllib.request.Request(f"{self.desk.url}sebaya/desk/{path}", content, headers))  # noqa: S310 (http)

    def sign_in(self, rater: Rater) -> "Visitor":
        status, page = self.submit("rate/sign-in", code=rater.code, personal_code=rater.personal_code, page="rate")
        assert (status, rater.name in page) == (200, True)
        return self

    @property
    def xsrf(self) -> str:
        return next(str(cookie.value) for cookie in self.cookies if cookie.name == "_xsrf")

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=20) as answer:
                return answer.status, self._plain(answer.read())
        except urllib.error.HTTPError as fault:
            return fault.code, self._plain(fault.read())

    def _plain(self, content: bytes) -> str:
        """What was sent, without the token, which is another each time."""
        return re.sub(r'(data-xsrf|name="_xsrf" value)="[^"]*"', "", content.decode())


@pytest.fixture(scope="module")
def course(marked_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = Course(Path(shutil.copytree(marked_class, tmp_path_factory.mktemp("raters") / "kelas", symlinks=True)))
    give_levels(course, "8A-01", 3, 3)
    return course


@pytest.fixture(scope="module")
def desk(course: Course) -> Iterator[Server]:
    with desk_server(course, port=0) as server:
        yield server


@pytest.fixture(autouse=True)
def raters(course: Course) -> Iterator[list[Rater]]:
    """Each test has a register and observations of its own."""
    kept = (course.root / "register.db").read_bytes()
    yield add_people(course)
    (course.root / "register.db").write_bytes(kept)
    shutil.rmtree(course.root / "observations")
    (course.root / "observations").mkdir()


def files(course: Course) -> dict[str, bytes]:
    folder = course.root / "observations"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.json")}


def form(play: Play) -> str:
    return f"rate/{play.candidate}/{play.form}/{play.sitting}"


def test_a_rater_is_let_in_by_both_codes_for_this_session_only(desk, raters):
    visitor = Visitor(desk)
    assert "Kode pribadi" in visitor.get("rate")[1]
    for code, personal in (("R1", raters[1].personal_code), ("R1", ""), ("", ""), ("R9", "KUNCI"), ("8A-01", "KUNCI")):
        status, page = visitor.submit("rate/sign-in", code=code, personal_code=personal)
        assert (status, "tidak cocok" in page) == (403, True)
        assert personal not in page or not personal
    visitor.sign_in(raters[0])
    (cookie,) = [cookie for cookie in visitor.cookies if cookie.name.startswith("sebaya-rater")]
    assert (cookie.expires, cookie.has_nonstandard_attr("HttpOnly")) == (None, True)
    assert raters[0].personal_code not in str(cookie.value)
    assert "Kode pribadi" in visitor.submit("rate/sign-out")[1]
    assert "Kode pribadi" in visitor.get("calibrate")[1]


def test_a_forged_session_is_nobodys(desk, raters):
    visitor = Visitor(desk).sign_in(raters[0])
    for cookie in visitor.cookies:
        if cookie.name.startswith("sebaya-rater"):
            cookie.value = str(cookie.value).replace("R1", "R2")[:-3] + "abc"
    assert "Kode pribadi" in visitor.get("rate")[1]
    assert visitor.post(f"{form(PLAY)}/save", {"revision": 1, "changes": {}})[0] == 401


@pytest.mark.parametrize(
    "page", ["https://example.org", "//example.org/x", "../../login", "rate/..", "rate?x=1\r\nSet-Cookie: a=b"]
)
def test_signing_in_leads_nowhere_else(desk, raters, page):
    visitor = Visitor(desk)
    codes = {"code": "R1", "personal_code": raters[0].personal_code}
    assert "Mulai menilai" in visitor.submit("rate/sign-in", page=page, **codes)[1]


def test_a_raters_pages_do_not_change_with_what_another_drafts(desk, course, raters):
    """Whatever the other fills in, the very same bytes are sent, in every page there is."""
    visitor = Visitor(desk).sign_in(raters[1])
    filled(course, raters[1])
    other = filled(course, raters[0], level=4)
    pages = ["rate", form(PLAY), "calibrate", "second-marks", f"second-marks/{ASSESSMENT}"]
    before = [visitor.get(page) for page in pages]
    changes = {"level:K3": 1, "code:H1": True, "note:K3": WORDS, "note:": WORDS, "minutes": 7, "is_outside": False}
    change_sheet(course, PLAY, "R1", other.revision, changes)
    assert [visitor.get(page) for page in pages] == before
    assert all(status == 200 for status, _ in before)


def test_nor_with_what_another_has_locked_until_both_have(desk, course, raters):
    visitor = Visitor(desk).sign_in(raters[1])
    harmful, fine = PLAY, Play("8A-02", "form-a", 1)
    locked(course, raters[0], level=1, play=harmful)
    locked(course, raters[0], level=4, play=fine)
    names = {"8A-01": "8A-02", "Sari": "Made"}

    def alike(text: str) -> str:
        return re.sub("|".join(names), lambda found: names[found[0]], text)

    rows = re.findall(r"<li>.*?</li>", visitor.get("rate")[1], re.DOTALL)
    assert len(rows) == 2
    assert alike(rows[0]) == alike(rows[1])
    assert visitor.get(form(harmful))[0] == visitor.get(form(fine))[0] == 404
    for play in (harmful, fine):
        filled(course, raters[1], level=3, play=play)
    assert alike(visitor.get(form(harmful))[1]) == alike(visitor.get(form(fine))[1])
    first = Visitor(desk).sign_in(raters[0])
    assert "berdampingan" not in first.get(form(harmful))[1]

    locked(course, raters[1], level=3, play=harmful)
    for seen, name in ((visitor, "Rina"), (first, "Budi")):
        page = seen.get(form(harmful))[1]
        assert "berdampingan" in page
        assert name in page
        assert "Perlu penilai ketiga" in page
    assert "berdampingan" not in Visitor(desk).sign_in(raters[2]).get(form(harmful))[1]
    assert "berdampingan" not in first.get(form(fine))[1]


@pytest.mark.parametrize(
    "path",
    [
        "api/contents/observations", "api/contents/observations/8A-01/form-a.1.R1.json", "api/contents/register.db",
        "files/observations/8A-01/form-a.1.R1.json", "files/register.db", "api/kernels", "api/sessions",
        "nbconvert/html/observations", "view/observations/8A-01/form-a.1.R1.json",
        "sebaya/desk/../../files/register.db", "%66iles/register.db",
    ],
)  # fmt: skip
def test_jupyters_own_way_to_files_hands_out_nothing(desk, course, raters, path):
    filled(course, raters[0])
    visitor = Visitor(desk).sign_in(raters[1])
    status, page = visitor.get(path, at="")
    assert (status, "levels" in page) == (404, False)


def test_changes_are_saved_and_a_late_one_gets_what_is_newer(desk, course, raters):
    visitor = Visitor(desk).sign_in(raters[0])
    begun = visitor.submit(
        "rate/begin",
        candidate="8A-01",
        form="form-a",
        sitting="1",
        observed_on="2026-08-03",
        minutes="10",
        is_outside="on",
    )
    assert "Mendengarkan aktif" in begun[1]
    status, answer = visitor.post(f"{form(PLAY)}/save", {"revision": 1, "changes": {"level:K2": 4}})
    assert (status, json.loads(answer)["revision"]) == (200, 2)
    status, answer = visitor.post(f"{form(PLAY)}/save", {"revision": 1, "changes": {"level:K2": 2}})
    assert (status, json.loads(answer)["fields"]["level:K2"]) == (409, 4)
    assert read_sheet(course, PLAY, "R1").rating.is_outside


def test_what_no_page_would_send_is_refused_and_nothing_is_written(desk, course, raters):
    filled(course, raters[0])
    before = files(course)
    visitor = Visitor(desk).sign_in(raters[0])
    save = f"{form(PLAY)}/save"
    for body in (b"", b"nonsense", b"[]", b"[" * 100_000, b"\xff", {"revision": "2", "changes": {}}, {"revision": 2},
                 {"revision": 2, "changes": []}, {"revision": True, "changes": {}}):  # fmt: skip
        assert visitor.post(save, body)[0] == 400
    for changes in ({"level:K1": 9}, {"rater": "R2"}, {"level:K1": [1]}, {"note:K1": {"a": 1}}, {"": 0}):
        assert visitor.post(save, {"revision": 2, "changes": changes})[0] == 422
    assert visitor.post(save, {"revision": 2, "changes": {"level:K1": 4}}, xsrf="no")[0] == 403
    assert visitor.post(f"{form(PLAY)}/lock", {"revision": 1})[0] == 409
    assert visitor.post(f"{form(PLAY)}/lock", {})[0] == 409
    for path in NO_PLAYS:
        assert visitor.get(path)[0] == 404, path
        assert visitor.post(f"{path}/save", {"revision": 1, "changes": {}})[0] in (400, 404), path
        assert visitor.post(f"{path}/lock", {"revision": 1})[0] in (400, 404), path
    for wrong in WRONG:
        fields = {"candidate": "8A-02", "form": "form-b", "sitting": "1", "observed_on": "2026-08-03", "minutes": "10"}
        status, page = visitor.submit("rate/begin", **{**fields, **wrong})
        assert (status, 'role="alert"' in page) == (400, True), wrong
    assert files(course) == before
    assert register_of(course).entries(kind="rating") == []


def test_the_consensus_on_a_scene_is_sent_only_after_its_lock(desk, course, raters):
    visitor = Visitor(desk).sign_in(raters[0])
    scene = read_material().scenes["scene-2"]
    reasons = [entry["why"]["id"][:30] for entry in scene["consensus"]["ratings"]]
    page = visitor.get("calibrate/scene-2")[1]
    assert "belum ditinjau ahli" in page
    assert not any(reason in page for reason in reasons)
    scene_locked(course, raters[0], "scene-2")
    page = visitor.get("calibrate/scene-2")[1]
    assert all(reason in page for reason in reasons)
    assert 'id="sheet"' not in page
    assert visitor.post("calibrate/scene-2/save", {"revision": 3, "changes": {"level:K1": 1}})[0] == 409
    assert not any(reason in Visitor(desk).sign_in(raters[1]).get("calibrate/scene-2")[1] for reason in reasons)


def test_who_has_locked_all_scenes_as_the_consensus_does_is_told_to_count(desk, course, raters):
    visitor = Visitor(desk).sign_in(raters[0])
    assert "belum dihitung sebelum Anda memenuhi syarat" in visitor.get("rate")[1]
    for scene in read_material().scenes:
        scene_locked(course, raters[0], scene)
    assert "Anda memenuhi syarat sebagai penilai" in visitor.get("calibrate")[1]
    assert "belum dihitung" not in visitor.get("rate")[1]


def test_a_second_marker_is_sent_the_reply_as_text_and_nobodys_name(desk, course, raters):
    visitor = Visitor(desk).sign_in(raters[2])
    seen = ""
    for _ in range(9):
        page = visitor.get(f"second-marks/{ASSESSMENT}")[1]
        token = re.search(r'name="reply" value="([0-9a-f]+)"', page)
        if token is None:
            break
        seen += page
        assert "nilai pertama" not in page.replace("nilai pertama terlihat", "")
        assert "Kunci level 2" in visitor.submit(f"second-marks/{ASSESSMENT}", reply=token[1], level="2")[1]
        both = visitor.submit(f"second-marks/{ASSESSMENT}", reply=token[1], level="2", sure="yes")[1]
        assert "Nilai kedua terkunci" in both
    assert not re.search(r"8A-0\d|Sari|Made|Yosef|Ani Lestari|Dani Saputra", seen)
    assert HARMFUL_TEXT not in seen
    assert "&lt;script&gt;" in seen
    assert visitor.submit(f"second-marks/{ASSESSMENT}", reply="x", level="2", sure="yes")[0] == 400
    assert visitor.get("second-marks/m99")[0] == 404
    assert len(register_of(course).entries(kind="second-mark")) >= 3
