"""One guarded client for trackers and for sources of evidence: bounded, and a token goes to one host alone."""

from afterword.http.answer import Answer, NoAnswer
from afterword.http.client import Bounds, Server, ask
from afterword.http.token import authorization, token_of

__all__ = ["Answer", "Bounds", "NoAnswer", "Server", "ask", "authorization", "token_of"]
