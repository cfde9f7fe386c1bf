"""The authors' side: loads content with line numbers, checks it, compiles it to what trainees' kernels read.

Nothing else in `scenarios` imports it; it reads YAML, which trainees' kernels never do.
"""
