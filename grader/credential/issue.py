"""Makes a credential of each decision that somebody is certified, checks it twice, and puts it on record."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import uuid4

from filelock import FileLock

from grader.course import Course
from grader.credential.class_status import class_status
from grader.credential.data_integrity import prove
from grader.credential.document import Facts, credential_document, name_commitment
from grader.credential.issuer import Issuer, read_issuer
from grader.credential.record import Credential
from grader.credential.signing_keys import EC
from grader.credential.status import credentials_of
from grader.credential.status_list import SIZE
from grader.credential.trust import Trust, listed_of
from grader.credential.vc_jwt import sign_jwt
from grader.credential.verdict import Outcome
from grader.credential.verify import verify_document, verify_jwt
from grader.faults import SebayaError
from grader.observation.locked import not_struck
from grader.progress import Report, silent
from grader.register import Entry, register_of
from grader.roster import Trainee, read_roster
from grader.rule import read_certification
from grader.standing import Status, standing_of
from grader.views import KINDS, glance

__all__ = ["NO_COMPETENCE", "issue"]

NO_COMPETENCE = "T1"
"""The tier that gets no certificate of competence (curriculum outline §5)."""
_CERTIFIED = (Status.CERTIFIED, Status.EXPIRING)


def issue(
    course: Course, progress: Report = silent, today: date | None = None, passphrase: str | None = None
) -> list[Credential]:
    """Issue a credential to everybody of T2 or T3 who is certified and has none that fits; return the newest of each.

    One that is there is left as it is, also of who is suspended or revoked since. It is issued anew when its key was
    stolen or the name was corrected. All new ones are on record together, or, when one cannot be verified, none. Raises
    SebayaError, also as `read_issuer` does.
    """
    day = today or date.today()
    issuer = read_issuer(course, passphrase, min(day, datetime.now(UTC).date()).isoformat())
    with FileLock(issuer.folder / ".issuing.lock"):
        before = {one.trainee: one for one in credentials_of(course)}
        waiting = [
            (trainee, decision)
            for trainee, decision in _decided(course, day)
            if not _fits(before.get(trainee.code), decision, trainee, issuer)
        ]
        if waiting:
            made = _make_all(issuer, waiting, class_status(course, issuer, day).used, day, progress)
            place = course.about["id"]
            register_of(course).append(*(one.to_entry(place) for one in made))
            class_status(course, issuer, day)
    return credentials_of(course)


def _decided(course: Course, today: date) -> list[tuple[Trainee, Entry]]:
    """Return those who are certified today, each with the decision that makes it so."""
    limits = read_certification(course).standing
    with register_of(course).reading() as connection:
        entries = sorted(not_struck(glance(connection, KINDS, course.about["id"])), key=lambda entry: entry.person)
    people = {person: tuple(own) for person, own in groupby(entries, lambda entry: entry.person)}
    found = []
    for trainee in read_roster(course):
        own = people.get(trainee.code, ())
        standing = standing_of(own, today, limits)
        if standing.status in _CERTIFIED and trainee.tier != NO_COMPETENCE:
            found.append((trainee, next(entry for entry in own if entry.number == standing.entries[0])))
    return found


def _fits(credential: Credential | None, decision: Entry, trainee: Trainee, issuer: Issuer) -> bool:
    """Whether the newest credential of a trainee still says what it should, signed with a key that counts."""
    if credential is None or credential.decision != decision.number:
        return False
    key = next((key for key in issuer.keys if key.kid == credential.key), None)
    name_hash = name_commitment(trainee.name, issuer.salt(credential.id))
    return bool(key and key.counts_on(credential.valid_from.isoformat())) and credential.name_hash == name_hash


def _make_all(
    issuer: Issuer, waiting: Sequence[tuple[Trainee, Entry]], used: Iterable[int], today: date, progress: Report
) -> list[Credential]:
    from grader.credential.second_opinion import second_opinion

    indexes = _unused(set(used), len(waiting))
    trust, keys = Trust((listed_of(issuer.public),)), {key.kid: key.jwk for key in issuer.keys}
    begins = max(min(today, datetime.now(UTC).date()), date.fromisoformat(issuer.key(EC).since))
    made = []
    for number, ((trainee, decision), index) in enumerate(zip(waiting, indexes, strict=True), 1):
        credential = _make(issuer, trainee, decision, index, begins)
        _must_be_valid(credential, trust)
        second_opinion(credential.jwt, credential.document, keys)
        made.append(credential)
        progress(number, len(waiting))
    return made


def _make(issuer: Issuer, trainee: Trainee, decision: Entry, index: int, begins: date) -> Credential:
    identity = f"urn:uuid:{uuid4()}"
    until = date.fromisoformat(decision.until_day)
    facts = Facts(
        id=identity,
        subject=f"urn:uuid:{uuid4()}",
        issuer_name=issuer.name,
        valid_from=begins,
        valid_until=until,
        awarded=date.fromisoformat(decision.on_day),
        name_hash=name_commitment(trainee.name, issuer.salt(identity)),
        status_list=issuer.status_list,
        status_index=index,
        achievement_id=issuer.achievement_id,
    )
    credential = credential_document(issuer.did, facts)
    return Credential(
        trainee=trainee.code,
        stage=decision.about,
        id=identity,
        valid_from=begins,
        valid_until=until,
        status_index=index,
        jwt=sign_jwt(issuer, credential),
        document=prove(issuer, credential, credential["validFrom"]),
        number=0,
        decision=decision.number,
        key=issuer.key(EC).kid,
    )


def _must_be_valid(credential: Credential, trust: Trust) -> None:
    """Raise SebayaError unless both forms are valid from the moment on which they begin."""
    begins = datetime.combine(credential.valid_from, datetime.min.time(), UTC)
    for verdict in (verify_jwt(credential.jwt, trust, begins), verify_document(credential.document, trust, begins)):
        if verdict.outcome is not Outcome.VALID:
            raise SebayaError(
                id=f"Kredensial {credential.trainee} tidak lolos pemeriksaan sendiri ({verdict.outcome}); tidak ada "
                "yang diterbitkan. Ini kesalahan program: jalankan sekali lagi, lalu laporkan.",
                en=f"The credential of {credential.trainee} does not pass our own check ({verdict.outcome}); none was "
                "issued. This is a fault of the program: run it again, then report it.",
            )


def _unused(used: set[int], count: int) -> list[int]:
    """Return so many places of the status list at random that have no credential yet. Raises SebayaError when full."""
    if len(used) + count > SIZE // 2:
        raise SebayaError(
            id="Daftar status penerbit ini hampir penuh. Buat penerbit baru di folder lain: sebaya issuer new.",
            en="The status list of this issuer is nearly full. Make a new issuer in another folder: sebaya issuer new.",
        )
    found: dict[int, None] = {}
    while len(found) < count:
        index = secrets.randbelow(SIZE)
        if index not in used:
            found[index] = None
    return list(found)
