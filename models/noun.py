"""What every noun has in common: it never changes, and it refuses fields that it does not know."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen value. Two nouns with the same fields are equal; a change is a new noun (`model_copy`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
