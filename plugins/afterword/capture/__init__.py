"""Capture: ask the sources of the settings what a model's numbers were, and keep the answers beside the review.

Nothing here is imported by the check, the language server or the site.
"""
