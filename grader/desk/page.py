"""The desk's page and what it asks the server: small handlers over `Desk`."""

from typing import Any

from jupyter_server.utils import url_path_join
from tornado import web

from grader.desk import calibration, raters, second_marks
from grader.desk.content import content_page
from grader.desk.handler import HERE, DeskHandler
from grader.desk.work import Desk
from grader.faults import SebayaError
from grader.referral_card import card_path, write_cards
from scenarios.text import LANGUAGES

__all__ = ["handlers"]


class _Handler(DeskHandler):
    def state(self) -> dict[str, Any]:
        work = self.desk.work
        return {"assessments": self.desk.assessments(), "work": work.to_json() if work else None}


class _Page(_Handler):
    @web.authenticated
    def get(self) -> None:
        # Reading the token sets its cookie, which the page sends back with what it asks.
        self.show("desk.html.j2", xsrf=self.xsrf_token.decode())


class _Content(_Handler):
    @web.authenticated
    def get(self) -> None:
        self.show("content.html.j2", **content_page(self.desk.course))


class _Card(_Handler):
    @web.authenticated
    def get(self, lang: str) -> None:
        try:
            write_cards(self.desk.course)
        except SebayaError:
            # The page tells what is wrong with the referral map.
            self.redirect(url_path_join(self.base_url, "sebaya/desk/content"))
            return
        self.set_header("Content-Type", "application/pdf")
        self.finish(card_path(self.desk.course, lang).read_bytes())


class _State(_Handler):
    @web.authenticated
    def get(self) -> None:
        try:
            self.answer(self.state())
        except SebayaError as fault:
            self.answer({"fault": str(fault)})


class _Start(_Handler):
    @web.authenticated
    def post(self) -> None:
        body = self.asked()
        accept = body.get("accept_empty")
        try:
            self.desk.start(str(body.get("kind")), str(body.get("assessment")), str(accept) if accept else None)
        except SebayaError as fault:
            self.answer({"fault": str(fault)})
        else:
            self.answer(self.state())


class _Stop(_Handler):
    @web.authenticated
    def post(self) -> None:
        self.desk.stop()
        self.answer({})


def handlers(base_url: str, desk: Desk) -> list[Any]:
    """Return tornado's routes of the desk below `base_url`."""
    given = {"desk": desk}
    routes = [
        ("", _Page),
        ("/content", _Content),
        (f"/referral-card\\.({'|'.join(LANGUAGES)})\\.pdf", _Card),
        ("/state", _State),
        ("/start", _Start),
        ("/stop", _Stop),
        *raters.ROUTES,
        *calibration.ROUTES,
        *second_marks.ROUTES,
    ]
    made: list[Any] = [(url_path_join(base_url, f"sebaya/desk{path}"), handler, given) for path, handler in routes]
    static = (
        url_path_join(base_url, "sebaya/desk/((?:desk|rate)\\.(?:js|css))"),
        web.StaticFileHandler,
        {"path": str(HERE)},
    )
    return [*made, static]
