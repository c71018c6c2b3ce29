"""The version of grounding: part of every fingerprint."""

GROUNDING_VERSION = "3"
"""Part of a result's fingerprint: raised when the same draft would give another summary."""
