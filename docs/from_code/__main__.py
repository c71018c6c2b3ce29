"""Write the reference: `python -m docs.from_code`."""

from docs.from_code.pages import write

write()
