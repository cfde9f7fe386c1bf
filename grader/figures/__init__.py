"""Figures for the boards and reports: pure functions that give tables; reading is apart from computing."""
