"""One article's way, without any I/O: generators that yield asks, are sent drafts, and return what became of them."""
