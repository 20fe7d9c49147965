#!/usr/bin/env python3
"""Rolls up all budgets of a folder with DuckDB on one machine (pip install duckdb).

    python3 local.py BUDGETS TABLES
"""

import concurrent.futures
import os
import pathlib
import sys
import tempfile

import duckdb
import lines

TYPES = {"string": "VARCHAR", "int": "INTEGER", "bigint": "BIGINT", "boolean": "BOOLEAN"}


def gather(folder, target):
    """Writes the lines of all budgets into one file."""
    files = sorted(folder.glob("**/*.bud"))
    with open(target, "wb") as out, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for text in pool.map(lambda file: lines.lines(file.read_bytes()), files):
            out.write(text)


def main(budgets, tables):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "lines.ndjson"
        gather(pathlib.Path(budgets), file)
        database = duckdb.connect()
        columns = {name: TYPES[of] for name, of in lines.COLUMNS.items()}
        database.read_json(str(file), format="newline_delimited", columns=columns).create("lines")
        for name, query in lines.queries():
            result = database.execute(query)
            if name:
                lines.write(pathlib.Path(tables), name, [it[0] for it in result.description], result.fetchall())


if __name__ == "__main__":
    main(*sys.argv[1:])
