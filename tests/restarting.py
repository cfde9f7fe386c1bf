"""Chromium ends by itself now and then: whoever opens a page in it must not care."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page

__all__ = ["Restarting"]


class Restarting:
    """A browser, or one profile of one, as `launch` starts it: anew when it crashed, which then fails one test."""

    def __init__(self, launch: Callable[[], Any]) -> None:
        self._launch = launch
        self._started = launch()

    def new_page(self, **options: Any) -> Page:
        return self._open("new_page", options)

    def new_context(self, **options: Any) -> BrowserContext:
        return self._open("new_context", options)

    def close(self) -> None:
        self._started.close()

    def _open(self, what: str, options: dict[str, Any]) -> Any:
        try:
            return getattr(self._started, what)(**options)
        except Error:
            self._started = self._launch()
            return getattr(self._started, what)(**options)
