"""Sphinx: `python -m sphinx -W -n docs build/html`. Nothing is fetched."""

from importlib.metadata import version as installed

project = "summarizer"
author = "The summarizer authors"
project_copyright = "the summarizer authors"
version = release = installed("summarizer")

extensions = ["myst_parser"]
exclude_patterns = ["from_code"]
nitpicky = True

myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]

html_theme = "furo"
html_title = "summarizer"
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}
pygments_style = "friendly"
