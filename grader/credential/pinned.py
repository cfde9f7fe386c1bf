"""The JSON-LD contexts that we know, pinned by SHA-256; every other is refused, and nothing is fetched."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from grader.credential.document import CREDENTIALS_V2, OPEN_BADGES

__all__ = ["CONTEXTS", "PINNED", "pinned_context"]

PINNED = {
    CREDENTIALS_V2: ("credentials-v2.json", "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f"),
    OPEN_BADGES: ("open-badges-3.0.3.json", "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"),
}
"""Address → file and its SHA-256."""
CONTEXTS = Path(__file__).parent / "contexts"


@cache
def pinned_context(url: str, folder: Path = CONTEXTS) -> dict[str, Any]:
    """Return the context document of an address. Raises ValueError for one that is not pinned, or was changed."""
    if url not in PINNED:
        raise ValueError(f"the context {url} is not one of ours")
    name, digest = PINNED[url]
    content = (folder / name).read_bytes().replace(b"\r\n", b"\n")  # as git may have written it on Windows
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(f"the file of the context {url} was changed")
    found: dict[str, Any] = json.loads(content)
    return found
