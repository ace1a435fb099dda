"""The schema of a review and of a pattern, and everything derived from it."""

from afterword.schema.contract import Contract, contracts_in
from afterword.schema.facets import Facet, FacetPlace
from afterword.schema.fields import Field, Term
from afterword.schema.loading import PATTERN, REVIEW, SchemaError

__all__ = ["PATTERN", "REVIEW", "Contract", "Facet", "FacetPlace", "Field", "SchemaError", "Term", "contracts_in"]
