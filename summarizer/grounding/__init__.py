"""Draft × Article → Summary, Problems, Audit. Pure."""
