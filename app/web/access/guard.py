"""What every answer and every request has to keep to: the policy of the pages, and where a change may come from."""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

from app.web.access.deeds import keep
from app.web.access.gate import token_of
from extractors.limits import most

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
    "frame-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"))
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
MOST_BYTES = most("form", "bytes_without_papers")
TOO_LONG = ("This is longer than anything that is asked for here.", 413)
PAPERS = re.compile("/cases|(/api)?/cases/[0-9a-f]{32}/papers(/[0-9a-f]+/replace)?")
"""Where papers come in: they are counted as they arrive, once it is known who sends them (`receiving`)."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


async def guard(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse a change that another site asks for (CSRF), and send the policy with every answer.

    No browser brings a token along by itself, as it does a cookie: whoever has one is asked no further.
    """
    refused = request.method not in SAFE and not token_of(request) and not _from_here(request)
    if refused or _too_long(request):
        response: Response = PlainTextResponse(*(("This came from another site.", 403) if refused else TOO_LONG))
    else:
        response = await answer(request)
        keep(request, response)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _too_long(request: Request) -> bool:
    """Whether more is sent than a form or a program has to say: all of that is in memory before anyone is asked for."""
    length = request.headers.get("content-length", "0")
    untold = "transfer-encoding" in request.headers
    return not PAPERS.fullmatch(request.url.path) and (untold or not length.isdecimal() or int(length) > MOST_BYTES)


def _from_here(request: Request) -> bool:
    """Whether a change is asked for by a page of ours: browsers say so, and what is no browser sends neither header."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site:
        return site in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
