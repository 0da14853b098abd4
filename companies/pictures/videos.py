"""Videos shown from their own site, and only after a click: which sites, and how a page frames one."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit

FRAME_HOSTS: Final = ["https://www.youtube-nocookie.com", "https://player.vimeo.com", "https://geo.dailymotion.com"]
NAME: Final = re.compile(r"[A-Za-z0-9_-]{4,40}")


@dataclass(frozen=True)
class Video:
    """A video on a site that can be framed: `site` is its name for people, `host` where the frame comes from."""

    site: str
    host: str
    address: str
    frame: str


def video_at(address: str) -> Video | None:
    """The video an address names; None when it names none on a site we know."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme not in {"http", "https"} or host not in _READERS:
        return None
    steps = [step for step in parts.path.split("/") if step]
    return _READERS[host](steps, parse_qs(parts.query))


def _youtube(steps: list[str], query: dict[str, list[str]]) -> Video | None:
    named = query.get("v", [""])[0] if steps == ["watch"] else steps[-1] if steps else ""
    if not NAME.fullmatch(named):
        return None
    host = "www.youtube-nocookie.com"
    return Video(
        "YouTube", host, f"https://www.youtube.com/watch?v={named}", f"https://{host}/embed/{named}?autoplay=1"
    )


def _vimeo(steps: list[str], query: dict[str, list[str]]) -> Video | None:
    named = next((step for step in steps if step.isascii() and step.isdigit()), "")
    if not named:
        return None
    host = "player.vimeo.com"
    return Video("Vimeo", host, f"https://vimeo.com/{named}", f"https://{host}/video/{named}?dnt=1&autoplay=1")


def _dailymotion(steps: list[str], query: dict[str, list[str]]) -> Video | None:
    named = steps[-1] if steps else ""
    if not NAME.fullmatch(named):
        return None
    host = "geo.dailymotion.com"
    return Video(
        "Dailymotion", host, f"https://www.dailymotion.com/video/{named}", f"https://{host}/player.html?video={named}"
    )


_READERS: Final = {
    "youtube.com": _youtube,
    "youtu.be": _youtube,
    "youtube-nocookie.com": _youtube,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "dailymotion.com": _dailymotion,
    "dai.ly": _dailymotion,
}
