"""Results against annotations, and the altered-quote benchmark."""
