"""Who rates at this browser: a rater signs in with both codes, for this session and half a day at most.

The cookie is signed and holds no personal code; it is no longer good once that code, or the class, is another.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from jupyter_server.utils import url_path_join
from tornado import web

from grader.desk.handler import DeskHandler
from grader.faults import SebayaError, language
from grader.raters import ROLES, Rater, rater_by, read_raters
from scenarios.text import pick

__all__ = ["RaterHandler", "SignIn", "SignOut", "for_raters"]

LONGEST_DAYS = 0.5
_PAGES = re.compile(r"(?:rate|calibrate|second-marks)(?:/[A-Za-z0-9-]+)*")
FIRST_PAGE = "rate"


class RaterHandler(DeskHandler):
    """A handler that knows the rater; `rater` is only to be asked for where `for_raters` has let somebody in."""

    def set_default_headers(self) -> None:
        """Leave no page of a rater in the browser's memory for the next person."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    @property
    def content_security_policy(self) -> str:
        """Only our own script and sheet: a page shows what trainees wrote."""
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )

    @property
    def rater(self) -> Rater:
        """Who has signed in. Raises HTTPError 401 when nobody has, SebayaError when the register cannot be used."""
        kept = self.get_signed_cookie(self._cookie, max_age_days=LONGEST_DAYS) or b""
        for rater in read_raters(self.desk.course):
            if hmac.compare_digest(kept, self._proof(rater)):
                return rater
        raise web.HTTPError(401)

    def remember(self, rater: Rater) -> None:
        """Let `rater` in until the browser is closed."""
        path = url_path_join(self.base_url, "sebaya/desk")
        self.set_signed_cookie(
            self._cookie, self._proof(rater), expires_days=None, path=path, httponly=True, samesite="Strict"
        )

    def forget(self) -> None:
        """Let nobody in."""
        self.clear_cookie(self._cookie, path=url_path_join(self.base_url, "sebaya/desk"))

    def go(self, page: str) -> None:
        """Lead on to a page of the desk."""
        self.redirect(url_path_join(self.base_url, "sebaya/desk", page), status=303)

    def show_to_rater(self, template: str, rater: Rater | None, **shown: Any) -> None:
        """Finish with a page that says who rates."""
        role = pick(ROLES[rater.role], language()) if rater else ""
        self.show(template, rater=rater, role=role, xsrf=self.xsrf_token.decode(), **shown)

    def show_sign_in(self, page: str, fault: str = "", code: str = "") -> None:
        """Finish with the page where a rater signs in, who is then led to `page`."""
        self.show_to_rater("sign_in.html.j2", None, page=page, fault=fault, code=code)

    @property
    def _cookie(self) -> str:
        """Return the cookie's name: browsers share cookies between the ports of a machine, and so would two classes."""
        return f"sebaya-rater-{re.sub('[^A-Za-z0-9]', '-', self.request.host)}"

    def _proof(self, rater: Rater) -> bytes:
        """Return what the cookie holds: the rater's code, and what only this class and personal code make."""
        words = json.dumps([self.desk.course.about["id"], rater.code, rater.personal_code]).encode()
        secret = self.settings["cookie_secret"]
        key = secret.encode() if isinstance(secret, str) else secret
        return f"{rater.code}|{hmac.new(key, words, hashlib.sha256).hexdigest()}".encode()


class SignIn(RaterHandler):
    """Takes both codes."""

    @web.authenticated
    def post(self) -> None:
        """Let the rater in, or tell what does not fit."""
        page, code = self.get_body_argument("page", FIRST_PAGE), self.get_body_argument("code", "")[:40]
        page = page if _PAGES.fullmatch(page) else FIRST_PAGE
        try:
            self.remember(rater_by(self.desk.course, code, self.get_body_argument("personal_code", "")))
        except SebayaError as fault:
            self.set_status(403)
            self.show_sign_in(page, str(fault), code)
        else:
            self.go(page)


class SignOut(RaterHandler):
    """Ends the session."""

    @web.authenticated
    def post(self) -> None:
        """Forget the rater."""
        self.forget()
        self.go(FIRST_PAGE)


def for_raters(method: Callable[..., Awaitable[None] | None]) -> Callable[..., Any]:
    """Let only raters through: a page shows where to sign in, and what a script asks is answered with 401.

    A SebayaError becomes a page, or JSON, that tells it.
    """

    @web.authenticated
    @wraps(method)
    async def guarded(self: RaterHandler, *parts: str) -> None:
        is_script = self.request.headers.get("Content-Type", "").startswith("application/json")
        try:
            rater = self.rater
        except web.HTTPError:
            if is_script:
                self.set_status(401)
                self.answer({"signed_out": True})
            else:
                self.show_sign_in(_page_of(self))
            return
        try:
            going = method(self, rater, *parts)
            if going is not None:
                await going
        except SebayaError as fault:
            self.set_status(400 if is_script else 404)
            if is_script:
                self.answer({"fault": str(fault)})
            else:
                self.show_to_rater("refused.html.j2", rater, fault=str(fault))

    return guarded


def _page_of(handler: RaterHandler) -> str:
    start = url_path_join(handler.base_url, "sebaya/desk/")
    page = (handler.request.path or "").removeprefix(start)
    return page if handler.request.method == "GET" and _PAGES.fullmatch(page) else FIRST_PAGE
