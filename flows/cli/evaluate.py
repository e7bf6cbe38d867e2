"""`matson evaluate`: extraction against texts that people marked."""

from __future__ import annotations

import json
from pathlib import Path

import click

from flows.cli.lines import numbered, parse_line
from flows.cli.output import print_json
from flows.errors import UsageError
from flows.evaluate import Judgement, judge, total
from flows.extract import Lexicon, extract
from flows.records import Record, RecordError, extraction_record, key_of, text_of
from flows.settings import Settings, load_lexicon, load_settings


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--errors", type=click.IntRange(0), default=0, metavar="N", help="Show the first N wrong texts."
)
def evaluate(gold: Path, *, is_json: bool, errors: int) -> None:
    """Measure extraction against texts that people marked.

    GOLD has in each line what `matson extract` reads, with `label` and `collaborations`.
    """
    settings = load_settings()
    with gold.open("rb") as file:
        marked = [_marked(number, line, gold) for number, line in numbered(file)]
    judgements = _judge(marked, settings)
    figures = {name: figure.record() for name, figure in total(judgements).items()}
    if is_json:
        print_json(figures)
        return
    for judgement in [j for j in judgements if not j.is_right][:errors]:
        click.echo(f"{judgement.key}\n   said {_json(judgement.said)}")
        click.echo(f"   gold {_json(judgement.gold)}")
    for name, row in figures.items():
        click.echo(f"{name:8} " + "  ".join(f"{key} {value}" for key, value in row.items()))


def _judge(marked: list[Record], settings: Settings) -> list[Judgement]:
    lexicon = Lexicon.from_data(load_lexicon(settings))
    judgements = (
        judge(
            record,
            extraction_record(key_of(record), extract(text_of(record, settings.zone), lexicon)),
        )
        for record in marked
    )
    return [judgement for judgement in judgements if judgement is not None]


def _marked(number: int, line: bytes, gold: Path) -> Record:
    try:
        record = parse_line(line)
    except RecordError as error:
        raise UsageError(f"{gold}:{number}: {error.what}", remedy=error.remedy) from None
    if not isinstance(record, dict) or not {"label", "collaborations"} <= record.keys():
        raise UsageError(
            f"{gold}:{number}: it has no marks",
            remedy='write an object with "id", "text", "label" and "collaborations"',
        )
    return record


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
