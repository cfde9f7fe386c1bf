"""Finds the credential in what somebody was given: a PDF, a .jwt or .json file, or a pasted text."""

import re
import zlib
from pathlib import Path

from grader.faults import SebayaError

__all__ = ["credential_in", "read_given"]

LARGEST = 20_000_000
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_JWT = re.compile(rb"\s*([\w-]+\.[\w-]+\.[\w-]+)\s*", re.ASCII)
_PAPER = re.compile(rb"/URI\s*\(([^()\s]*#1\.[\w-]+)\)", re.ASCII)


def read_given(given: str) -> str:
    """Return the text of a credential, from a file of that name or as it was pasted. Raises SebayaError."""
    path = Path(given).expanduser()
    try:
        if not path.is_file():
            return given
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:  # too long for a name: a pasted text
        return given
    return credential_in(content, path.name)


def credential_in(content: bytes, name: str) -> str:
    """Return the text of a credential from a file's content. Raises SebayaError where there is none."""
    if content.startswith(b"%PDF-"):
        for found in _STREAM.finditer(content):
            if whole := _JWT.fullmatch(_inflated(found[1])):
                return whole[1].decode("ascii")
        if found_uri := _PAPER.search(content):
            return found_uri[1].decode("ascii")
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    raise SebayaError(
        id=f"Di {name} tidak ada kredensial. Kalau ini hasil pindai kertas, tempelkan isi kode QR-nya.",
        en=f"There is no credential in {name}. If it is a scan of paper, paste what its QR code holds.",
    )


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, LARGEST)
    except zlib.error:
        return stream
