"""The schemas of a review, of a pattern and of a file of evidence, and everything derived from it."""

from afterword.schema.contract import Contract, contracts_in, evidence_contract
from afterword.schema.facets import Facet, FacetPlace
from afterword.schema.fields import Field, Term
from afterword.schema.loading import EVIDENCE, PATTERN, REVIEW, SchemaError

__all__ = [
    "EVIDENCE",
    "PATTERN",
    "REVIEW",
    "Contract",
    "Facet",
    "FacetPlace",
    "Field",
    "SchemaError",
    "Term",
    "contracts_in",
    "evidence_contract",
]
