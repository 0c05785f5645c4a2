"""Thể thức: how an official document must look, as data chosen by family and date."""
