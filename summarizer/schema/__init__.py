"""The shapes: what is read, what is answered, what is handed out."""
