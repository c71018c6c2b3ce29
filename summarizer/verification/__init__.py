"""Quotes that any tool wrote, held against the article they are said to come from."""
