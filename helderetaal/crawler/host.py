"""Our manners towards one server: how often we ask, what its robots.txt allows, and when we leave it alone."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType

import requests
from protego import Protego

from helderetaal.crawler import frontier
from helderetaal.crawler.fetch import DROPPED, Answer, failure, origin, request
from helderetaal.records import Failure, Reason

AGENT = "helderetaal"
MAX_CRAWL_DELAY = 10.0
MAX_RETRY_AFTER = 30.0
MAX_TRIES = 3
MAX_ROBOTS = 512 * 1024
MAX_SILENCE = 10
"""After so many URLs in a row without an answer the site is down: each costs the whole timeout."""


@dataclass(slots=True)
class Host:
    """Our manners towards one server: what its robots.txt says, and when we last asked something."""

    start: str
    session: requests.Session
    delay: float
    timeout: float
    robots: Protego | None = None
    last: float | None = None
    silence: int = 0

    @property
    def is_down(self) -> bool:
        """Whether the last 10 URLs gave no answer."""
        return self.silence >= MAX_SILENCE

    def refuse(self, url: str) -> Reason | None:
        """Why this URL is not for us: another site, or robots.txt."""
        if not frontier.same_site(url, self.start):
            return Reason.OTHER_SITE
        return Reason.ROBOTS if self.robots and not self.robots.can_fetch(url, AGENT) else None

    def ask(self, url: str, headers: Mapping[str, str] = MappingProxyType({})) -> Answer | Failure:
        """The answer to one polite request; tried again where the server asks so, or dropped the line."""
        refuse = (lambda _: None) if url == f"{origin(self.start)}/robots.txt" else self.refuse
        for left in reversed(range(MAX_TRIES)):
            if self.delay > 0 and self.last is not None:
                time.sleep(max(0.0, self.last + self.delay - time.monotonic()))
            answer = request(url, session=self.session, timeout=self.timeout, refuse=refuse, headers=headers)
            self.last = time.monotonic()
            pause = _pause(answer)
            if not left or pause is None:
                break
            time.sleep(pause)
        silent = isinstance(answer, Failure) and answer.reason in (Reason.TIMEOUT, Reason.UNREACHABLE)
        self.silence = self.silence + 1 if silent else 0
        return answer


def _pause(answer: Answer | Failure) -> float | None:
    """Seconds to wait before the same request again; None where it makes no sense, or would take over 30 seconds."""
    if isinstance(answer, Failure):
        return 0.0 if answer.detail == DROPPED else None
    if answer.status not in (429, 503):
        return None
    value = answer.headers.get("retry-after", "")[:100].strip()
    if value.isascii() and value.isdigit():
        seconds = float(value[:9])
    else:
        try:
            seconds = (parsedate_to_datetime(value).astimezone(UTC) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return max(0.0, seconds) if seconds <= MAX_RETRY_AFTER else None


def read_robots(host: Host) -> Failure | None:
    """Sets what robots.txt says; a failure where the site may not be crawled as long as that is unknown.

    A client error (4xx, but not 429) or a redirect that leads nowhere means that there are no limits (RFC 9309). Where
    no connection can be made at all, that is the failure: there is no site to have rules.
    """
    answer = host.ask(f"{origin(host.start)}/robots.txt")
    if isinstance(answer, Failure):
        if answer.reason in (Reason.TOO_MANY_REDIRECTS, Reason.BAD_URL):
            return None
        if answer.reason is Reason.CERTIFICATE or answer.detail in ("proxy", "dns", "no-connection", "tls"):
            return failure(host.start, answer.reason, answer.detail)
        return failure(host.start, Reason.ROBOTS, answer.reason)
    if answer.status >= 500 or answer.status == 429:
        return failure(host.start, Reason.ROBOTS, str(answer.status))
    if answer.status == 200:
        host.robots = Protego.parse(answer.body[:MAX_ROBOTS].decode("utf-8-sig", errors="replace"))
        asked = host.robots.crawl_delay(AGENT) or 0.0
        if host.delay > 0:
            host.delay = max(host.delay, min(asked, MAX_CRAWL_DELAY))
    return None
