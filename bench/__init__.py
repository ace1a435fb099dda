"""Benchmarks: run by hand, compared within one run, never a test that can fail on a slow machine."""
