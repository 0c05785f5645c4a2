"""Dossiers: several documents from one set of data, which agree with each other."""
