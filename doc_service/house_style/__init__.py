"""House style: the small vocabulary that official templates are built from.

A template source in `form_templates/<form>.py` says which blocks a document has; this package knows
how each block looks under a rule set, and writes a plain DOCX that anyone can open in Word.
"""
