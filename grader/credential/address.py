"""The address at which a school publishes, and the did:web that follows from it (W3C CCG, did:web method)."""

from urllib.parse import quote, urlsplit

from grader.faults import SebayaError

__all__ = ["did_web", "plain_address"]


def plain_address(url: str) -> str:
    """Return the address of a published folder in one form, "" for none. Raises SebayaError for any but plain https."""
    if not url.strip():
        return ""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    is_plain = parts.scheme == "https" and "." in host and not (parts.query or parts.fragment or parts.username)
    if not is_plain or any(sign.isspace() for sign in url.strip()) or "//" in parts.path.rstrip("/"):
        raise SebayaError(
            id=f"“{url}” bukan alamat untuk menerbitkan. Contoh: https://sman1.sch.id/sebaya",
            en=f"“{url}” is no address to publish at. An example: https://sman1.sch.id/sebaya",
        )
    return f"https://{host.lower()}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def did_web(url: str) -> str:
    """Return the did:web of a plain address, "" for none."""
    if not url:
        return ""
    parts = urlsplit(url)
    names = [quote(parts.netloc, safe=".-"), *(quote(name, safe=".-_") for name in parts.path.split("/") if name)]
    return f"did:web:{':'.join(names)}"
