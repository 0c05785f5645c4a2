"""Last year's document (plain text, Markdown, DOCX) becomes the data of a form."""
