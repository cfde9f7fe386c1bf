"""Makes QR codes."""

import struct
import zlib

__all__ = ["qr_png"]

PIXELS = 4
"""A module is so many pixels wide: viewers that smooth what they enlarge leave its edges sharp."""
MASK = 4
"""Finding the best of the eight masks (ISO/IEC 18004, 7.8.3) takes eight times as long, and what a certificate holds,
packed and signed, looks like noise under each of them."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def qr_png(text: str) -> bytes:
    """Return a QR code of `text` as PNG: with the quiet zone of four modules around it.

    Level M. Raises ValueError for a text that is too long.
    """
    import numpy as np
    import zxingcpp

    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=MASK)
    is_light = np.asarray(barcode.to_image(scale=1, add_quiet_zones=True)) > 0
    bits = np.packbits(is_light.repeat(PIXELS, axis=1), axis=1)
    lines = np.insert(bits, 0, 0, axis=1).repeat(PIXELS, axis=0)  # each begins with 0: no filter
    height, width = (PIXELS * side for side in is_light.shape)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 1)), (b"IEND", b"")
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
