"""Which past incidents a change of code comes near, with the reasons and their places in the diff."""

from afterword.analysis.risk.risk import Near, near, unfinished_preventions
from afterword.analysis.risk.signals import Place, Signal

__all__ = ["Near", "Place", "Signal", "near", "unfinished_preventions"]
