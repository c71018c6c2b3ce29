"""Strings only: folded text with an offset map, sentences, quotations, match, verdict and diff."""
