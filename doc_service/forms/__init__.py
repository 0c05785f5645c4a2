"""What may be asked, what was answered wrongly, and how a locality words it."""
