"""From a template and plain data to a DOCX: compiled once, rendered strictly, checked."""
