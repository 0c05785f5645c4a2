"""The benchmark: VănThư beside its peers, on the same data and the same LibreOffice."""
