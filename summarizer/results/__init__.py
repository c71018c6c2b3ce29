"""Written results: read back, compared, put into other formats."""
