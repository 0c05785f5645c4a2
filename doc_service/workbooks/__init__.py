"""Excel: the blank workbook of a form, reading it back, marking it, and the official document.

The only home of openpyxl. What its many kinds of error mean to a clerk is said in `opening`.
"""
