"""The only door to language models: instructor over a `Complete`, a callable from request to completion."""
