"""Programs of other makers judge what Sebaya issues: Digital Bazaar's verifier and jose, on Node, with the network off.

They accept it, and refuse what was changed, is over, was revoked, or comes from somebody else.
"""

import hashlib
import json
import os
import random
import shutil
import string
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from certified_class import TODAY, UNTIL, happened, record
from filelock import FileLock

from grader.course import Course
from grader.credential.class_status import class_status
from grader.credential.data_integrity import prove
from grader.credential.did_document import did_document
from grader.credential.issue import issue
from grader.credential.issuer import Issuer
from grader.credential.making import make_issuer, rotate, stolen
from grader.credential.record import Credential
from grader.credential.status_list import status_credential
from grader.credential.trust import Trust, listed_of
from grader.credential.vc_jwt import sign_jwt
from grader.credential.verdict import Outcome
from grader.credential.verify import verify

pytestmark = pytest.mark.slow

VERIFIER = Path(__file__).parents[2] / "verifier"
MANIFEST = ("package.json", "package-lock.json", ".npmrc")
OLDEST_NODE = (18, 17)
ADDRESSES = {"did:web": "https://smp.example/sebaya", "did:key": ""}
SIGNS = [chr(code) for code in range(32, 127)]
BASE64URL = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
SPARE = 16
"""So many spellings has the last character of 64 bytes in base64url: two of its six bits count."""
SEED = 7

Case = tuple[str, str]
"""What a case is called, and the text of a credential."""
Given = dict[str, Any]
Peer = Callable[[Given, Sequence[Case]], list[dict[str, Any]]]


@dataclass(frozen=True)
class School:
    """Who issues, and two credentials: one in force, one revoked."""

    course: Course
    issuer: Issuer
    sound: Credential
    revoked: Credential

    def published(self, day: date, days_ago: int = 0) -> Given:
        """What a verifier has on `day` that lists this school alone; the school published it so many days ago."""
        noon = datetime.combine(day - timedelta(days=days_ago), time(12), UTC)
        status = replace(class_status(self.course, self.issuer, noon.date()), as_of=noon)
        listed = status_credential(self.issuer, status, noon)
        forms = [compact(prove(self.issuer, listed, listed["validFrom"])), sign_jwt(self.issuer, listed)]
        web = did_document(self.issuer)
        return {
            "now": f"{day}T13:00:00Z",
            "issuers": [self.issuer.did, *self.issuer.public["also"]],
            "documents": {web["id"]: web} if web else {},
            "lists": {self.issuer.status_list: forms},
        }


@pytest.fixture(scope="module")
def new_school(certified: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], School]:
    def new(kind: str) -> School:
        folder = tmp_path_factory.mktemp("school")
        course = Course(Path(shutil.copytree(certified, folder / "kelas")))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SEBAYA_ISSUER", str(folder / "issuer"))
            issuer = make_issuer(folder / "issuer", "SMP Contoh", ADDRESSES[kind], today=TODAY.isoformat())
            sound, revoked = issue(course, today=TODAY, passphrase="")
        record(course, revoked.trainee, happened("revocation", 5, "revoked"))
        return School(course, issuer, sound, revoked)

    return new


@pytest.fixture(scope="module")
def schools(new_school: Callable[[str], School]) -> dict[str, School]:
    return {kind: new_school(kind) for kind in ADDRESSES}


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Peer:
    """The other makers' verdicts, in the order of the cases; without Node the tests are skipped."""
    folder = tmp_path_factory.mktemp("verifier")
    (folder / "node_modules").symlink_to(installed() / "node_modules", target_is_directory=True)
    for path in VERIFIER.glob("*.mjs"):
        shutil.copy(path, folder)
    jail = without_network()

    def judge(given: Given, cases: Iterable[Case]) -> list[dict[str, Any]]:
        said = subprocess.run(
            [*jail, "node", "verify.mjs"],
            input=json.dumps({**given, "cases": [{"name": name, "text": text} for name, text in cases]}),
            capture_output=True,
            cwd=folder,
            encoding="utf-8",
            env={"PATH": os.environ["PATH"]},
            timeout=240,
            check=False,
        )
        assert not said.returncode, said.stderr
        first, *verdicts = map(json.loads, said.stdout.splitlines())
        addresses = first["network"].pop("addresses")
        assert first == {"network": {"fetch": "the network is off", "connect": "the network is off"}}
        assert not (jail and addresses)
        return verdicts

    return judge


def installed() -> Path:
    """Where the locked packages are, kept between runs outside the repository. Skips or fails where they cannot be."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            give_up(f"there is no {program}: apt-get install nodejs npm")
    version = subprocess.check_output(["node", "--version"], text=True).strip()
    if tuple(map(int, version.removeprefix("v").split(".")[:2])) < OLDEST_NODE:
        give_up(f"Node {version} is too old")
    digest = hashlib.sha256(b"".join((VERIFIER / name).read_bytes() for name in MANIFEST)).hexdigest()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sebaya-tests"
    cache.mkdir(parents=True, exist_ok=True)
    folder, half = cache / f"verifier-{digest[:16]}", cache / "verifier-half"
    with FileLock(cache / "verifier.lock"):
        if not folder.exists():
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            for name in MANIFEST:
                shutil.copy(VERIFIER / name, half)
            quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1"]
            said = subprocess.run(
                ["npm", "ci", *quietly], cwd=half, capture_output=True, text=True, timeout=300, check=False
            )
            if said.returncode:
                give_up(f"npm cannot install the verifier: {said.stderr[:300]}")
            half.rename(folder)
    return folder


def give_up(missing: str) -> None:
    if os.environ.get("SEBAYA_REQUIRE_NODE") == "1":
        pytest.fail(f"SEBAYA_REQUIRE_NODE=1, and {missing}")
    pytest.skip(missing)


def without_network() -> list[str]:
    """A command before the command that leaves it no network at all; where the system has none the script does it."""
    jail = ["unshare", "--map-root-user", "--net"]
    usable = shutil.which(jail[0]) and not subprocess.run([*jail, "true"], capture_output=True, check=False).returncode
    return jail if usable else []


def compact(document: Any) -> str:
    """JSON in which every character counts: no space between the parts."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def forms(credential: Credential, name: str = "sound") -> list[Case]:
    return [(f"{name} document", compact(credential.document)), (f"{name} JWT", credential.jwt)]


def accepted(verdicts: Iterable[dict[str, Any]]) -> list[str]:
    return [verdict["name"] for verdict in verdicts if verdict["accepted"]]


def steps(verdicts: Iterable[dict[str, Any]]) -> list[str]:
    """Where each was refused; empty for one that was accepted."""
    return [verdict.get("step", "") for verdict in verdicts]


@pytest.mark.parametrize("kind", ADDRESSES)
def test_they_accept_what_is_in_force_until_its_last_day_and_refuse_what_is_revoked(
    kind: str, schools: dict[str, School], peer: Peer
) -> None:
    school = schools[kind]
    cases = [*forms(school.sound), *forms(school.revoked, "revoked")]
    verdicts = peer(school.published(TODAY), cases)
    assert accepted(verdicts) == ["sound document", "sound JWT"]
    assert [verdict.get("reason") for verdict in verdicts[2:]] == ["revoked", "revoked"]
    assert accepted(peer(school.published(UNTIL), cases)) == ["sound document", "sound JWT"]
    assert steps(peer(school.published(UNTIL + timedelta(days=1)), cases)) == ["proof", "signature"] * 2


def test_they_refuse_what_an_old_list_vouches_for(schools: dict[str, School], peer: Peer) -> None:
    school = schools["did:web"]
    day = TODAY + timedelta(days=60)
    assert accepted(peer(school.published(day, days_ago=29), forms(school.sound))) == ["sound document", "sound JWT"]
    assert steps(peer(school.published(day, days_ago=31), forms(school.sound))) == ["status list"] * 2


def test_they_refuse_who_is_not_listed_and_who_signs_in_the_name_of_another(
    schools: dict[str, School], new_school: Callable[[str], School], peer: Peer
) -> None:
    school, foreign, liar = schools["did:web"], schools["did:key"], new_school("did:web")
    given = school.published(TODAY)
    given["lists"] |= foreign.published(TODAY)["lists"]
    cases = [*forms(school.sound), *forms(foreign.sound), *forms(liar.sound)]
    assert steps(peer(given, cases)) == ["", "", "issuer", "issuer", "proof", "signature"]


def test_they_accept_what_an_old_key_signed_and_nothing_of_a_stolen_one(
    new_school: Callable[[str], School], peer: Peer
) -> None:
    school, day = new_school("did:web"), (TODAY + timedelta(days=1)).isoformat()
    rotated = replace(school, issuer=rotate(school.issuer.folder, today=day))
    cases = forms(school.sound)
    assert accepted(peer(rotated.published(TODAY), cases)) == ["sound document", "sound JWT"]
    robbed = replace(school, issuer=stolen(school.issuer.folder, school.sound.key, today=day))
    assert steps(peer(robbed.published(TODAY), cases)) == ["proof", "signature"]


def test_they_refuse_a_thousand_changes_of_one_character(schools: dict[str, School], peer: Peer) -> None:
    school, dice = schools["did:web"], random.Random(SEED)  # noqa: S311
    cases = [changed(dice, text) for _, text in forms(school.sound) for _ in range(500)]
    verdicts = peer(school.published(TODAY), [*forms(school.sound), *cases])
    assert len(verdicts) == 1_002
    assert accepted(verdicts) == ["sound document", "sound JWT"], f"seed {SEED}"


def test_the_only_other_spellings_that_they_accept_change_no_byte_and_we_refuse_them(
    schools: dict[str, School], peer: Peer
) -> None:
    """The last character of a JWT holds four bits that mean nothing; RFC 4648 lets a reader refuse them."""
    school = schools["did:web"]
    text = school.sound.jwt
    cases = [(text[:-1] + sign, text[:-1] + sign) for sign in BASE64URL if sign != text[-1]]
    found = accepted(peer(school.published(TODAY), cases))
    assert sorted(found) == sorted(text[:-1] + sign for sign in BASE64URL if is_spelling(text, sign))
    noon, trust = datetime.combine(TODAY, time(12), UTC), Trust((listed_of(school.issuer.public),))
    assert verify(text, trust, noon).outcome is Outcome.VALID
    assert {verify(other, trust, noon).outcome for other in found} == {Outcome.CHANGED}


def changed(dice: random.Random, text: str) -> Case:
    """A text with another character at one place, and which."""
    place = dice.randrange(len(text))
    sign = dice.choice([sign for sign in SIGNS if sign != text[place]])
    if text.startswith("eyJ") and place == len(text) - 1 and is_spelling(text, sign):
        return changed(dice, text)
    return f"character {place}: {text[place]!r} → {sign!r}", text[:place] + sign + text[place + 1 :]


def is_spelling(text: str, sign: str) -> bool:
    """Whether a JWT that ends in `sign` instead holds the same bytes."""
    where = BASE64URL.find(sign)
    return where >= 0 and sign != text[-1] and where // SPARE == BASE64URL.index(text[-1]) // SPARE
