"""The page with which anybody checks a certificate: one HTML file that needs no server, no network and no other file.

It knows the issuers it was made with and trusts nobody else. Its parts lie in `page/`: words, style, and the script in
plain files of one concept each, laid one after another into a single ES module as they are.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from grader.credential.deflated import DICTIONARY

__all__ = ["MADE_BY", "published_text", "verify_page"]

HERE = Path(__file__).parent / "page"
PARTS = ("bytes", "jwt", "status", "verdict", "image", "file", "show", "main")
DECODER = "vendor/qr-0.7.0.min.js"
MADE_BY = b'<meta name="generator" content="Sebaya">'
"""What each of our pages holds, so that a folder is known as ours."""


def verify_page(issuers: Sequence[Mapping[str, Any]], statuses: Sequence[str] = ()) -> bytes:
    """Return the page as HTML for these issuers and their newest lists of statuses (compact JWS).

    An issuer is `{"id": its DID, "name", "keys": [{"kid", "jwk", "from", "until", "revoked"}]}`, days as ISO text or
    None: the key signs nothing after `until`; it was stolen on `revoked`.
    """
    words = json.loads(_part("words.json"))
    style, decoder = _part("verify.css"), _part(DECODER)
    script = "\n".join(_part(f"verify/{name}.js") for name in PARTS)
    # Nothing is loaded, run or styled but what stands in the page; nobody is asked but the server it came from.
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_digest(decoder)} {_digest(script)}",
            f"style-src {_digest(style)}",
            "connect-src 'self'",
            "img-src data: blob:",
            "media-src blob: mediastream:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return published_text(
        "verify.html.j2",
        policy=policy,
        words=words,
        decoder=_raw(decoder),
        script=_raw(script),
        data={
            "words": _data(words),
            "trust": _data({"issuers": issuers, "statuses": statuses}),
            "dictionary": _data(DICTIONARY.read_text(encoding="utf-8")),
        },
    )


def published_text(name: str, **given: Any) -> bytes:
    """Return a text of the folder `page/`, a Jinja template, filled with what is given, our mark and our style."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=jinja2.select_autoescape(["html.j2"], default_for_string=False),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    shared = {"style": _raw(_part("verify.css")), "made_by": _raw(MADE_BY.decode())}
    return pages.get_template(name).render(**shared, **given).encode()


def _part(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _data(value: object) -> Markup:
    """Return JSON that no name in it can end: a name may hold `</script>`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return _raw(text)


def _raw(text: str) -> Markup:
    return Markup(text)  # noqa: S704 (our own files, and JSON with < escaped)
