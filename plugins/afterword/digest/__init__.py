"""What happened in a period: published, caught, closed and repeated."""

from afterword.digest.contents import Digest, digest_of
from afterword.digest.text import digest_text

__all__ = ["Digest", "digest_of", "digest_text"]
