"""Tests of flows/post."""
