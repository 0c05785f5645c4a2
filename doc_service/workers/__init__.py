"""Workers: processes of their own that make what the ledger holds."""
