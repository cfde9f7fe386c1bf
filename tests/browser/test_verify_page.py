"""The page that checks certificates, opened from a file with the network off: every verdict, and every way in."""

import base64
import gzip
import json
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import typst
from axe_playwright_python.sync_playwright import Axe
from joserfc import jws
from joserfc.jwk import ECKey
from PIL import Image
from playwright.sync_api import Page, Playwright, expect
from restarting import Restarting

from grader.credential import base64url
from grader.credential.document import Facts, credential_document, name_commitment
from grader.credential.paper import Paper, pack
from grader.credential.verify_page import verify_page
from grader.qr import qr_png

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SEBAYA_SCREENSHOTS")
TODAY = date.today()
ISSUER, SCHOOL = "did:web:contoh.sch.id", "SMP Contoh </script> 8"
SALT = bytes(range(16))
NAME = "Siti Nurhaliza"
GOOD, REVOKED, SUSPENDED = 5, 6, 7
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def signed(key: ECKey, header: dict[str, Any], payload: dict[str, Any] | bytes) -> str:
    content = payload if isinstance(payload, bytes) else json.dumps(payload, separators=(",", ":")).encode()
    return jws.serialize_compact({"alg": "ES256", **header}, content, key)


class Maker:
    """An issuer with one key; `kid` is also how the page finds it."""

    def __init__(self, did: str = ISSUER, kid: str = "#key-1") -> None:
        self.did, self.kid, self.key = did, did + kid, ECKey.generate_key("P-256")

    def pinned(self, **days: str | None) -> dict[str, Any]:
        jwk = self.key.as_dict(private=False)
        days = {"from": day(-800).isoformat(), "until": None, "revoked": None, **days}
        return {"id": self.did, "name": SCHOOL, "keys": [{"kid": self.kid, "jwk": jwk, **days}]}

    def payload(self, index: int = GOOD, start: int = -30, end: int = 335, **changed: Any) -> dict[str, Any]:
        facts = Facts(
            id=f"urn:uuid:00000000-0000-4000-8000-{index:012}",
            subject="urn:uuid:00000000-0000-4000-8000-00000000ffff",
            issuer_name="Nama yang ditulis penerbit sendiri",
            valid_from=day(start),
            valid_until=day(end),
            awarded=day(start),
            name_hash=name_commitment(NAME, SALT),
            status_list="https://contoh.sch.id/sebaya/status-list.jwt",
            status_index=index,
        )
        document = credential_document(self.did, facts)
        said = {"iss": self.did, "jti": facts.id, "sub": facts.subject}
        days = {"nbf": seconds(document["validFrom"]), "exp": seconds(document["validUntil"])}
        return {**document, **said, **days, **changed}

    def jwt(self, index: int = GOOD, start: int = -30, end: int = 335, **changed: Any) -> str:
        return signed(self.key, {"typ": "JWT", "kid": self.kid}, self.payload(index, start, end, **changed))

    def status(self, age: int = 1, revoked: tuple[int, ...] = (REVOKED,)) -> str:
        bits = bytearray(16_384)
        for index in revoked:
            bits[index // 8] |= 128 >> index % 8
        made = seconds(f"{day(-age)}T00:00:00+00:00")
        payload = {
            "iss": self.did,
            "iat": made,
            "exp": made + 30 * 86_400,
            "list": "u" + base64url.encode(gzip.compress(bytes(bits))),
            "suspended": {str(SUSPENDED): day(-3).isoformat()},
        }
        return signed(self.key, {"typ": "sebaya-status+jwt", "kid": self.kid}, payload)


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker()


def canvas_png() -> bytes:
    made = BytesIO()
    Image.effect_noise((400, 300), 60).save(made, "PNG")
    return made.getvalue()


def write_film(path: Path, picture: bytes) -> None:
    """Write a film of a few frames for Chromium's invented camera: `picture` on grey."""
    frame = Image.new("L", (960, 720), 170)
    frame.paste(Image.open(BytesIO(picture)).convert("L").resize((640, 640)), (160, 40))
    colours = bytes([128]) * (960 * 720 // 2)
    frames = (b"FRAME\n" + frame.tobytes() + colours) * 3
    path.write_bytes(b"YUV4MPEG2 W960 H720 F10:1 Ip A1:1 C420jpeg\n" + frames)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder as any static web host does."""
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def opened(chromium: Restarting, tmp_path: Path, maker: Maker) -> Iterator[Callable[..., Page]]:
    """Open the page from disk, with the network off; afterwards it has asked nobody for anything."""
    asked: list[str] = []
    faults: list[str] = []
    pages: list[Page] = []

    def open_page(issuers: list[dict[str, Any]] | None = None, statuses: list[str] | None = None, at: str = "") -> Page:
        path = tmp_path / "verify.html"
        statuses = [maker.status()] if statuses is None else statuses
        path.write_bytes(verify_page(issuers or [maker.pinned()], statuses))
        page = chromium.new_page()
        page.context.set_offline(True)
        pages.append(page)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(path.as_uri() + at)
        page.wait_for_selector("html[data-ready]", state="attached")
        page.locator('[data-lang="id"]').click()
        return page

    yield open_page
    for page in pages:
        page.context.set_offline(False)
        page.close()
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    assert not faults


def paste(page: Page, text: str) -> None:
    page.locator("#paste").fill(text)
    page.locator("#paste-form button").click()


def told(page: Page, verdict: str) -> None:
    expect(page.locator(f'#result[data-verdict="{verdict}"]')).to_be_visible()


def verdicts(page: Page, texts: list[str]) -> list[str]:
    judge = "(texts) => Promise.all(texts.map(async (text) => (await sebayaVerify(text)).verdict))"
    found: list[str] = page.evaluate(judge, texts)
    return found


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file on the page as a person does."""
    kinds = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
    page.evaluate(
        """([name, type, content]) => {
            const dataTransfer = new DataTransfer();
            const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
            dataTransfer.items.add(new File([bytes], name, { type }));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        [name, kinds.get(name.split(".")[-1], ""), base64.b64encode(content).decode()],
    )


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            page.screenshot(path=Path(SHOTS) / f"verify-{name}-{width}.png", full_page=True)


def test_each_certificate_gets_its_verdict(opened: Callable[..., Page], maker: Maker) -> None:
    """What is pasted is judged by signature, issuer, days and list."""
    stranger, second = Maker("did:web:lain.sch.id"), Maker(kid="#key-2")
    payload, header = maker.payload(), {"typ": "JWT", "kid": maker.kid}
    text = json.dumps(payload, separators=(",", ":"))
    document = json.dumps({**payload, "proof": {"cryptosuite": "eddsa-rdfc-2022"}}, indent=1)
    cases = {
        "valid": [maker.jwt(), pack(Paper(maker.jwt(), SALT)), pack(Paper(maker.jwt(), SALT), "https://x.id/p.html")],
        "expired": [maker.jwt(start=-400, end=-1)],
        "revoked": [maker.jwt(REVOKED), maker.jwt(REVOKED, start=-400, end=-1)],
        "suspended": [maker.jwt(SUSPENDED)],
        "early": [maker.jwt(start=3)],
        "foreign": [stranger.jwt()],
        "key": [second.jwt(), maker.jwt(start=-900)],
        "changed": [
            signed(second.key, header, payload),
            signed(maker.key, header, text.replace("{", '{"iss":"x",', 1).encode()),
            signed(maker.key, {**header, "typ": "JOSE"}, payload),
            maker.jwt(nbf=payload["nbf"] - 1),
            maker.jwt(exp=payload["exp"] + 86_400),
            maker.jwt(issuer={**payload["issuer"], "id": stranger.did}),
            maker.jwt(jti="urn:uuid:another"),
            maker.jwt(index=131_072),
            "SEBAYA:1.AAAA",
        ],
        "unreadable": ["halo", "{}", "https://contoh.sch.id/"],
        "document": [document],
    }
    page = opened()
    given = [one for texts in cases.values() for one in texts]
    assert verdicts(page, given) == [verdict for verdict, texts in cases.items() for _ in texts]
    for verdict, texts in cases.items():
        paste(page, texts[0])
        told(page, verdict)
        is_genuine = verdict in ("valid", "expired", "revoked", "suspended", "early")
        expect(page.locator("#facts")).to_be_visible(visible=is_genuine)
        shoot(page, verdict)


def test_no_change_of_one_character_passes(opened: Callable[..., Page], maker: Maker) -> None:
    chance, jwt = random.Random(7), maker.jwt()  # noqa: S311 (which character does not matter)

    def changed(text: str) -> str:
        place = chance.randrange(len(text))
        return text[:place] + chance.choice(ALPHABET.replace(text[place], "")) + text[place + 1 :]

    page = opened()
    found = verdicts(page, [jwt] + [changed(jwt) for _ in range(200)])
    assert found[0] == "valid"
    assert set(found[1:]) <= {"changed", "foreign", "key", "unreadable"}


def test_a_key_counts_for_its_own_days(opened: Callable[..., Page], maker: Maker) -> None:
    """A retired key keeps what it signed; from the day of a theft on nothing that it signs does."""
    jwt, before = maker.jwt(), day(-40).isoformat()
    for days, verdict in (
        ({"until": day(-10).isoformat()}, "valid"),
        ({"until": before}, "key"),
        ({"revoked": day(-10).isoformat()}, "valid"),
        ({"revoked": day(-30).isoformat()}, "key"),
    ):
        newer = Maker(kid="#key-2")
        both = maker.pinned(**days)
        both["keys"] += newer.pinned()["keys"]
        newer_status = newer.status()
        assert verdicts(opened([both], [newer_status]), [jwt]) == [verdict], days


def test_without_a_fresh_list_nothing_is_simply_valid(opened: Callable[..., Page], maker: Maker) -> None:
    """A list that is too old or missing is said so; a newer one that is dropped counts at once, an older one never."""
    page = opened(statuses=[maker.status(age=31)])
    paste(page, maker.jwt())
    told(page, "stale")
    expect(page.locator("#as-of")).to_contain_text("terlalu lama")
    expect(page.locator("#issuers")).to_contain_text("terlalu lama")
    shoot(page, "stale")
    assert verdicts(page, [maker.jwt(REVOKED)]) == ["revoked"]
    newer, stranger = maker.status(age=0, revoked=(GOOD, REVOKED)), Maker()
    drop(page, "status.jwt", stranger.status(age=0).encode())
    expect(page.locator("#told")).to_contain_text("tidak cocok")
    told(page, "stale")
    drop(page, "status.jwt", newer.encode())
    told(page, "revoked")
    drop(page, "status.jwt", maker.status(age=2).encode())
    expect(page.locator("#told")).to_contain_text("sudah punya")
    told(page, "revoked")
    unlisted = opened(statuses=[])
    paste(unlisted, maker.jwt())
    told(unlisted, "unknown")


def test_the_name_on_paper_is_compared_and_never_shown(opened: Callable[..., Page], maker: Maker) -> None:
    page = opened(at="#" + pack(Paper(maker.jwt(), SALT)).removeprefix("SEBAYA:"))
    told(page, "valid")
    expect(page.locator("#issuer")).to_have_text(SCHOOL)
    assert "ditulis penerbit" not in page.locator("body").inner_text()
    for typed, answer in ((f"  {NAME.replace(' ', '   ')} ", "cocok dengan"), ("Siti Nurhalisa", "tidak cocok")):
        page.locator("#name").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#name-told")).to_contain_text(answer)
        shoot(page, f"name-{answer.split()[0]}")
    paste(page, maker.jwt())
    expect(page.locator("#name-form")).to_be_hidden()
    expect(page.locator("#name-none")).to_be_visible()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_speaks_both_languages(opened: Callable[..., Page], maker: Maker, lang: str) -> None:
    page = opened()
    paste(page, maker.jwt())
    page.locator(f'[data-lang="{lang}"]').click()
    assert page.locator("html").get_attribute("lang") == lang
    expect(page.locator("#verdict")).to_contain_text({"id": "Berlaku sampai", "en": "Valid until"}[lang])
    expect(page.locator("#announced")).to_contain_text({"id": "tidak dicabut", "en": "neither revoked"}[lang])
    expect(page.locator("#role")).to_contain_text({"id": "bukan konselor", "en": "not a counsellor"}[lang])
    assert not page.evaluate(
        "() => [...document.querySelectorAll('[data-says]')].filter((one) => !one.textContent).length"
    )


def test_a_pdf_a_photo_and_a_file_are_read(opened: Callable[..., Page], maker: Maker) -> None:
    paper = pack(Paper(maker.jwt(), SALT), "https://contoh.sch.id/verify.html")
    attach = 'pdf.attach("credential.jwt", mime-type: "application/vc+jwt", relationship: "source", description: "JWT"'
    attached = f'#{attach}, bytes("{maker.jwt(SUSPENDED)}"))\n= Sertifikat'
    linked = f'#link("{paper}")[Periksa]'
    photo = Image.open(BytesIO(qr_png(paper))).convert("RGB")
    canvas = Image.new("RGB", (photo.width * 2, photo.height * 2), (214, 208, 196))
    canvas.paste(photo, (150, 120))
    tilted = BytesIO()
    canvas.rotate(3, resample=Image.Resampling.BICUBIC, fillcolor=(120, 110, 100)).save(tilted, "JPEG", quality=70)
    page = opened()
    for name, content, verdict in (
        ("sertifikat.pdf", typst.compile(attached.encode(), pdf_standards="a-3b"), "suspended"),
        ("sertifikat.pdf", typst.compile(linked.encode()), "valid"),
        ("foto.jpg", tilted.getvalue(), "valid"),
        ("credential.jwt", maker.jwt(REVOKED).encode(), "revoked"),
        ("credential.json", json.dumps({"id": f"data:application/vc+jwt,{maker.jwt()}"}).encode(), "valid"),
        ("kucing.png", canvas_png(), "unreadable"),
        ("lain.pdf", typst.compile(b"= Lain"), "unreadable"),
    ):
        drop(page, name, content)
        told(page, verdict)
        page.locator("#another").click()
        expect(page.locator("#ways")).to_be_focused()
    page.locator("#file").set_input_files({"name": "qr.png", "mimeType": "image/png", "buffer": qr_png(paper)})
    told(page, "valid")


@pytest.mark.slow
def test_the_camera_reads_the_paper(chromium_path: str, playwright: Playwright, tmp_path: Path, maker: Maker) -> None:
    film, page_file = tmp_path / "paper.y4m", tmp_path / "verify.html"
    write_film(film, qr_png(pack(Paper(maker.jwt(), SALT))))
    page_file.write_bytes(verify_page([maker.pinned()], [maker.status()]))
    devices = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    flags = ["--no-sandbox", *devices, f"--use-file-for-fake-video-capture={film}"]
    browser = playwright.chromium.launch(executable_path=chromium_path, args=flags)
    try:
        page = browser.new_page()
        page.goto(page_file.as_uri())
        page.locator("#camera").click()
        told(page, "valid")
        expect(page.locator("#camera-box")).to_be_hidden()
        expect(page.locator("#name-form")).to_be_visible()
    finally:
        browser.close()


def test_everybody_can_use_it(opened: Callable[..., Page], maker: Maker) -> None:
    """axe finds nothing, light or dark, and nothing is wider than a small phone; all is reached by keyboard."""
    page = opened(statuses=[maker.status(age=31)])
    for shown, theme in (("", "light"), (pack(Paper(maker.jwt(), SALT)), "light"), (maker.jwt(REVOKED), "dark")):
        page.emulate_media(color_scheme=theme)
        if shown:
            paste(page, shown)
            expect(page.locator("#result")).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(color_scheme="light")
    reached = set()
    page.locator('[data-lang="id"]').focus()
    for _ in range(12):
        reached.add(page.evaluate("() => document.activeElement.id"))
        page.keyboard.press("Tab")
    assert {"another", "camera", "file", "paste"} <= reached


def test_over_the_internet_it_takes_the_newer_list_beside_it(
    chromium: Restarting, tmp_path: Path, maker: Maker
) -> None:
    """It asks the server that it came from, and nobody else."""
    (tmp_path / "verify.html").write_bytes(verify_page([maker.pinned()], [maker.status(age=31)]))
    (tmp_path / "status.jwt").write_text(maker.status(age=0, revoked=(GOOD,)))
    page, asked = chromium.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    with served(tmp_path) as address:
        page.goto(f"{address}/verify.html#{pack(Paper(maker.jwt(), SALT)).removeprefix('SEBAYA:')}")
        told(page, "revoked")
    page.close()
    assert [url.partition("#")[0] for url in asked] == [f"{address}/verify.html", f"{address}/status.jwt"]
