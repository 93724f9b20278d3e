"""Communities as shards: what is worked out of each alone, and how small parts make the whole (decision 23)."""
