"""What a trainee sees: anywidget classes, each a Python file with its JavaScript beside it."""
