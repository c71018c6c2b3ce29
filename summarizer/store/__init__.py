"""Exchanges on disk: the cache at run time, recordings in tests. Knows no language model."""
