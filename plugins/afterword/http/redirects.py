"""Where a redirect leads, and why one is not followed."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


def joined(url: str, location: str) -> str:
    """The target of a redirect; empty if it is not a URL."""
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def elsewhere(url: str, target: str) -> str:
    """Why a redirect is not followed, and what to do where only the scheme is another."""
    here, there = urlsplit(url), urlsplit(target)
    if (here.scheme, there.scheme) == ("http", "https") and here.hostname == there.hostname:
        return "redirects from http to https, which is not followed; write https in its address"
    return "redirects to another host, which is not allowed"


def moved(base: str, url: str, target: str) -> str:
    """Why a redirect within the host is not followed, and what to write instead, without its query."""
    there = urlsplit(target)._replace(query="", fragment="")
    asked = urlsplit(url).path.removeprefix(urlsplit(base).path.rstrip("/"))
    instead = there._replace(path=there.path.removesuffix(asked)).geturl()
    known = asked and there.path.endswith(asked) and instead.rstrip("/") != base.rstrip("/")
    advice = f"write {instead} as its `url`" if known else "write the address that answers by itself as its `url`"
    return (
        f"redirects to {there.geturl()[:300]}, where its headers, such as a token or a tenant, are not sent; {advice}"
    )


def origin(url: str) -> tuple[str, str]:
    """The scheme and the host of an address."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()
