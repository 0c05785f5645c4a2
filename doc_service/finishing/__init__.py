"""PDFs ready to sign: empty signature fields, metadata; and several PDFs merged into one.

pyHanko and pikepdf live here only. They take most of a second to import, so only the modules
`revision` and `merging` import them, and `finisher` imports those when they are first needed.
"""
