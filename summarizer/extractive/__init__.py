"""The built-in model: topics, central sentences, quotations and speakers by rules, from the article itself."""
