"""What people report of trainees: its kinds, how a row of it is checked, read from a table, and put on record."""
