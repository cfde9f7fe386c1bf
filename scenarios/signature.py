"""Signs a hand-in with the trainee's personal code, so that nobody can hand in in another's name.

An HMAC-SHA256 (RFC 2104) over the canonical JSON of what is handed in. It proves who handed in, not when:
whoever knows the code can sign any time of day.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any

__all__ = ["new_personal_code", "normalise_code", "sign", "verify"]

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10


def new_personal_code() -> str:
    """Return a random personal code of ten signs (50 bits), written in two groups: `7K2QF-9DM4X`.

    The alphabet is Crockford's base 32, which leaves out I, L, O and U.
    """
    signs = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return f"{signs[:5]}-{signs[5:]}"


def normalise_code(typed: str) -> str:
    """Return a typed code without spaces and hyphens, in capitals, with O read as 0 and I, L as 1."""
    kept = "".join(sign for sign in typed.upper() if sign.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def sign(content: Mapping[str, Any], personal_code: str) -> str:
    """Return the HMAC of `content` (JSON data), in hexadecimal."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    key = normalise_code(personal_code).encode()
    return hmac.new(key, canonical.encode(), hashlib.sha256).hexdigest()


def verify(content: Mapping[str, Any], personal_code: str, signature: str) -> bool:
    """Whether `signature` was made over `content` with `personal_code`."""
    return hmac.compare_digest(sign(content, personal_code).encode(), signature.encode(errors="replace"))
