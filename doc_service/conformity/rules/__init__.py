"""The rules of the catalogue, one function each; `table.slips` runs them."""
