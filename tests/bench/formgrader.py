"""Formgrader's page for marking one hand-in by hand: what it takes to open in a class of any size."""

import http.cookiejar
import time
import urllib.request
from itertools import islice
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, text

from grader.course import Course
from grader.desk import desk_server
from grader.example import ASSESSMENT
from grader.mark import mark_class

__all__ = ["page_ms"]

PAGES = 20
IDS = "SELECT id FROM submitted_notebook ORDER BY id"


def page_ms(root: Path) -> float:
    """Mark the class in `root`, open pages of different hand-ins, and return the median in milliseconds."""
    course = Course(root)
    mark_class(course, ASSESSMENT)
    engine = create_engine(course.db_url)
    with engine.connect() as connection:
        ids = [row[0] for row in islice(connection.execute(text(IDS)), PAGES)]
    engine.dispose()
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(cookies, urllib.request.ProxyHandler({}))
    with desk_server(course, port=0) as desk:
        browser.open(desk.address).read()
        took = []
        for submission in [ids[0], *ids]:  # the first is opened twice: a server's first page reads its templates
            begun = time.perf_counter()
            browser.open(f"{desk.url}formgrader/submissions/{submission}/").read()
            took.append(time.perf_counter() - begun)
    return 1000 * median(took[1:])
