"""Export: collaborations as tables, JSON, graphs and feeds that other tools read.

Pure: each form gives its text in parts, so that nothing is held whole; the same collaborations
always give the same text.
"""

from flows.export.files import write_file
from flows.export.graph import graph_parts
from flows.export.newsfeed import feed_parts
from flows.export.records import json_parts, listed_record
from flows.export.table import csv_parts

__all__ = ["csv_parts", "feed_parts", "graph_parts", "json_parts", "listed_record", "write_file"]
