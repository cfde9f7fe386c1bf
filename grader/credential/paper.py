"""The text that the QR code of a certificate on paper holds: the whole credential, and the salt of the name.

Format 1: `<address of the verify page>#1.<base64url of the body>`, or `SEBAYA:1.<…>` where the school has no address
of its own. What stands after # reaches no server. Body: salt (16 bytes) ‖ signature of the JWT (64 bytes, r ‖ s) ‖
packed(header JSON, line feed, payload JSON), byte for byte as they were signed.
"""

from dataclasses import dataclass, field

from grader.course import Course
from grader.credential import base64url
from grader.credential.deflated import deflate, inflate
from grader.credential.document import name_commitment
from grader.credential.issuer import Issuer, read_issuer
from grader.credential.record import Credential
from grader.faults import SebayaError

__all__ = ["SCHEME", "Paper", "pack", "paper_text", "read_paper"]

SCHEME = "SEBAYA:"
FORMAT = "1."
SALT, SIGNATURE = 16, 64


@dataclass(frozen=True)
class Paper:
    """What a certificate on paper carries: the JWT, and the salt with which its holder's name was hashed."""

    jwt: str
    salt: bytes = field(repr=False)


def paper_text(course: Course, credential: Credential, name: str, issuer: Issuer | None = None) -> str:
    """Return what the QR code of a trainee's certificate holds; `issuer` saves reading it anew for each of many.

    Raises SebayaError when the credential was not made for this name: it was corrected since, or the issuer's secret
    was lost.
    """
    issuer = issuer or read_issuer(course)
    salt = issuer.salt(credential.id)
    if name_commitment(name, salt) != credential.name_hash:
        raise SebayaError(
            id=f"Kredensial {credential.trainee} dibuat untuk nama lain, atau dengan rahasia penerbit yang sudah "
            "hilang. Terbitkan lagi: sebaya certificate.",
            en=f"The credential of {credential.trainee} was made for another name, or with an issuer's secret that is "
            "lost. Issue it again: sebaya certificate.",
        )
    return pack(Paper(credential.jwt, salt), issuer.verify_page)


def pack(paper: Paper, page: str = "") -> str:
    """Return the text of a certificate on paper; `page` is the address of the verify page, "" where there is none."""
    header, payload, signature = (base64url.decode(part) for part in paper.jwt.split("."))
    body = paper.salt + signature + deflate(header + b"\n" + payload)
    return f"{page}#{FORMAT}{base64url.encode(body)}" if page else f"{SCHEME}{FORMAT}{base64url.encode(body)}"


def read_paper(text: str) -> Paper:
    """Return what the text of a certificate on paper carries; nothing is verified. Raises ValueError for other text."""
    text = "".join(text.split())
    before, sign, packed = text.rpartition("#") if "#" in text else text.rpartition(SCHEME)
    if not sign or not packed.startswith(FORMAT) or (sign == SCHEME and before):
        raise ValueError("not the text of a certificate of this format")
    body = base64url.decode(packed.removeprefix(FORMAT))
    salt, signature, rest = body[:SALT], body[SALT : SALT + SIGNATURE], body[SALT + SIGNATURE :]
    header, line, payload = inflate(rest).partition(b"\n")
    if not line:
        raise ValueError("half a credential")
    return Paper(".".join(base64url.encode(part) for part in (header, payload, signature)), salt)
