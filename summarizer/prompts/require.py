"""Require: whether quotations that a summary lacks are asked for."""

from enum import StrEnum


class Require(StrEnum):
    """Whether a repair ask is spent on quotations that the summary lacks."""

    ALL = "all"
    IMPORTANT = "important"
    """Only when more than half of them are missing."""
    NONE = "none"
