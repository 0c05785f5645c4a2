"""Reading Word files that nobody vouches for: packages, styles, themes, lists."""
