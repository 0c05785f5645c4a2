"""The tree of a narrative body: its JSON form, its outline text, its labels, what it prints.

Pure text. Nothing here knows forms, templates, files or the web.
"""
