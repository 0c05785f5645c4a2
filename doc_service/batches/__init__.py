"""Batches: many documents from one file, each made once, none lost."""
