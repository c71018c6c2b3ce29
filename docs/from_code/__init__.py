"""The reference, made from the code: `python -m docs.from_code` writes `docs/reference`."""
