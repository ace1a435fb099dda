"""What a stretch of time brought: learned, caught, closed, verified, happened again; ready to be sent."""

from afterword.digest.contents import Digest, digest_of
from afterword.digest.text import digest_text

__all__ = ["Digest", "digest_of", "digest_text"]
