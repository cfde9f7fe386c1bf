"""Everything that a trainer or a school runs: class folders, marking, decisions, records."""
