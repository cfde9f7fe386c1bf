"""Packs the two readable parts of a JWT tightly, with the words that all credentials share left out.

Raw DEFLATE (RFC 1951) with a preset dictionary. `dictionary-1.txt` is format 1 for ever: what is printed on paper can
be read only with the bytes it was packed with. New words get a new dictionary and a new format.
"""

import zlib
from functools import lru_cache
from pathlib import Path

__all__ = ["DICTIONARY", "LARGEST", "deflate", "inflate"]

DICTIONARY = Path(__file__).parent / "dictionary-1.txt"
LARGEST = 16_384
"""So many bytes are unpacked at most: a credential has about 1,800."""
RAW = -15


def deflate(content: bytes) -> bytes:
    """Return `content` packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, RAW, zdict=_dictionary())
    return packer.compress(content) + packer.flush()


def inflate(packed: bytes) -> bytes:
    """Return what was packed. Raises ValueError when it is damaged, cut off, runs on, or is too large."""
    unpacker = zlib.decompressobj(RAW, zdict=_dictionary())
    try:
        content = unpacker.decompress(packed, LARGEST)
    except zlib.error as fault:
        raise ValueError("damaged") from fault
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("cut off, or more than there should be")
    return content


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    return DICTIONARY.read_bytes()
