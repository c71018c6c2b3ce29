"""Article → messages; Problems → repair message."""
