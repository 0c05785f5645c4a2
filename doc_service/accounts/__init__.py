"""Accounts: who may do what; units, users, log-ins and keys."""
