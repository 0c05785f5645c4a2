"""VănThư: official Vietnamese documents from structured data."""

__version__ = "0.1.0"
