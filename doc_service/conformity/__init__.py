"""Conformity: does a Word file, ours or a stranger's, look and read as its regulation wants?"""
