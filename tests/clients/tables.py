"""Reads catalogue.csv and catalogue.parquet with programs that others wrote, and compares them with catalogue.json."""

import csv
import datetime
import json
import sys

import duckdb
import pyarrow
import pyarrow.parquet

document = json.load(open(sys.argv[1], encoding='utf-8'))
rows = [(catalogue, matter) for catalogue in document['catalogues'] for matter in catalogue['matters']]
assert rows

with open(f'{sys.argv[2]}/catalogue.csv', encoding='utf-8-sig', newline='') as file:
    table = list(csv.reader(file, strict=True))
assert table[0] == ['目录', '序号', '事项名称', '密级', '保密期限', '产生层级', '知悉范围', '备注'], table[0]
assert len(table) == 1 + len(rows), len(table)
for cells, (catalogue, matter) in zip(table[1:], rows, strict=True):
    assert cells[:3] == [catalogue['name'], matter['id'], matter['name']], cells
    assert cells[3] == (matter['level'] or {'name': ''})['name'], cells


def day(text):
    return text and datetime.date.fromisoformat(text)


MONTHS = {'years': 12, 'months': 1}


def expected(catalogue, matter):
    level = matter['level'] or {'id': None, 'name': None, 'rank': None}
    period = matter['period'] or {'kind': None}
    kind = period['kind']
    return {
        'catalogue': catalogue['id'],
        'catalogue_name': catalogue['name'],
        'item': matter['id'],
        'name': matter['name'],
        'level': level['id'],
        'level_name': level['name'],
        'level_rank': level['rank'],
        'period_kind': kind,
        'period_months': period['count'] * MONTHS[kind] if kind in MONTHS else None,
        'period_until': day(period.get('date')),
        'period_event': period.get('event'),
        'long_term': kind == 'long-term',
        'mark': matter['mark'],
        'known_to_set': matter['known_to_set'],
        'conflicts': len(matter['conflicts']),
        'in_force_from': day(catalogue['in_force']['from']),
        'in_force_to': day(catalogue['in_force']['to']),
        'note': matter['note'],
        'file': matter['source']['file'],
        'line': matter['source']['line'],
        'as_of': day(document['as_of']),
        'serial': document['serial'],
    }


parquet = f'{sys.argv[2]}/catalogue.parquet'
by_pyarrow = pyarrow.parquet.read_table(parquet)
assert by_pyarrow.schema.field('level_rank').type == pyarrow.int32()
assert by_pyarrow.schema.field('period_until').type == pyarrow.date32()
assert by_pyarrow.schema.field('as_of').type == pyarrow.date32()
assert by_pyarrow.schema.field('name').type == pyarrow.string()
assert by_pyarrow.schema.field('long_term').type == pyarrow.bool_()
assert by_pyarrow.schema.field('produced_by').type.value_type == pyarrow.string()
by_duckdb = duckdb.sql(f"SELECT * FROM '{parquet}'")
types = dict(zip(by_duckdb.columns, map(str, by_duckdb.types)))
assert types['period_until'] == types['in_force_from'] == 'DATE', types
assert types['produced_by'] == 'VARCHAR[]' and types['long_term'] == 'BOOLEAN' and types['serial'] == 'BIGINT', types

of_duckdb = [dict(zip(by_duckdb.columns, row)) for row in by_duckdb.fetchall()]
for found, also, (catalogue, matter) in zip(by_pyarrow.to_pylist(), of_duckdb, rows, strict=True):
    assert found == also, (found, also)
    for column, value in expected(catalogue, matter).items():
        assert found[column] == value, (column, found[column], value)
    assert len(found['produced_by']) == len(matter['produced_by']), found
    assert (found['known_to'] is None) == (matter['known_to'] is None), found
counted = duckdb.sql(f"SELECT count(*) FROM '{parquet}' WHERE list_contains(produced_by, '省级机关')").fetchall()[0][0]
provincial = {'kind': 'tier', 'id': 'provincial'}
assert counted == sum(provincial in matter['produced_by'] for _, matter in rows) > 0, counted
