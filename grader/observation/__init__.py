"""The observed role-play: ratings of candidates, how two or more become one, and how well raters agree."""
