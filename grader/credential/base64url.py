"""Base64url without padding (RFC 7515, appendix C), read strictly: bytes have one spelling only."""

import base64
import re

__all__ = ["decode", "encode"]

_SIGNS = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)


def encode(content: bytes) -> str:
    """Return the text of `content`."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes of `text`. Raises ValueError for other signs, and where unused bits at the end are not zero."""
    if not _SIGNS.fullmatch(text) or len(text) % 4 == 1:
        raise ValueError("not base64url")
    content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(content) != text:
        raise ValueError("not the one spelling of these bytes")
    return content
