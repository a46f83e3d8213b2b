"""What `tenon skeleton show` and `schema` tell of a skeleton is enough to use it."""

import json
import re
import shlex
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from proof import Finding
from toolbox import Outcome, Toolbox


def findings_of_manual(skeleton: str, program: Path, repository: Path, tools: Toolbox) -> Iterator[Finding]:
    """A valid schema that the defaults keep to, answers as JSON and as YAML alike, and examples that run."""

    def tenon(*arguments: str, stdin: str = "") -> Outcome:
        return tools.run(program, "-C", repository, *arguments, cwd=repository, stdin=stdin)

    told = json.loads(tenon("skeleton", "show", skeleton, "--json").output)
    schema = json.loads(tenon("skeleton", "schema", skeleton).output)
    jsonschema.Draft202012Validator.check_schema(schema)
    for question in told["variables"]:
        if not question["help"]:
            yield Finding("show", f"{question['name']} has no help")
    if set(schema["properties"]) != {question["name"] for question in told["variables"]}:
        yield Finding("schema", "it asks for other variables than show tells of")
    yield from doubted(schema)
    answers = plain_answers(schema)
    for error in jsonschema.Draft202012Validator(schema).iter_errors(answers):
        yield Finding("schema", f"a default is no answer: {error.message}")
    # A default that applies under another answer alone is no answer beside the other defaults.
    first = tenon("new", skeleton, "--answers", "-", "--dry-run", stdin=json.dumps(answers))
    idle = re.findall(r"variable '(\w+)': it applies only if", first.output)
    answers = {name: answer for name, answer in answers.items() if name not in idle}
    spellings = (json.dumps(answers), yaml.safe_dump(answers))
    outcomes = [tenon("new", skeleton, "--answers", "-", "--dry-run", stdin=text) for text in spellings]
    if any(outcome.failed for outcome in outcomes) or outcomes[0].output != outcomes[1].output:
        yield Finding("new", f"answers as JSON and YAML: {outcomes[0].tail()}\n{outcomes[1].tail()}")
    for line in tenon("skeleton", "show", skeleton).output.splitlines():
        if line.startswith("  tenon new "):
            outcome = tenon(*shlex.split(line)[1:], "--dry-run")
            if outcome.failed:
                yield Finding("show", f"its example fails: {line.strip()}: {outcome.tail()}")


def doubted(schema: Mapping[str, Any]) -> Iterator[Finding]:
    """Patterns that another language's engine would read otherwise, as far as Python warns of them."""
    for question, asked in schema["properties"].items():
        for pattern in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(asked)):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    re.compile(json.loads(pattern))
            except (FutureWarning, re.error) as doubt:
                yield Finding("schema", f"the pattern of {question}: {doubt}")


def plain_answers(schema: dict[str, Any]) -> dict[str, Any]:
    """The example of what must be answered, and every default that the schema tells."""
    properties = schema["properties"]
    needed = {name: properties[name]["examples"][0] for name in schema["required"]}
    return needed | {name: each["default"] for name, each in properties.items() if "default" in each}
