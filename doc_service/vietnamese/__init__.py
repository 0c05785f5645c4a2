"""Vietnamese dates, numbers, names, order, text and legacy encodings, as pure functions.

Nothing here knows forms, files or the web; nothing of the project is imported. Text read from
outside goes through `legacy` first (it needs the bytes as they came), then `text.clean`.
"""
