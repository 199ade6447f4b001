"""The whole check in OPA: opa.py POLICY DATA prints the rows that each question finds, as JSON.

The bridge takes the bytes of the document: decoding them here only to encode them again would be no work of OPA's.
"""

import json
import sys

from opa_bindings import OpaEngine


def main(policy: str, data: str) -> None:
    engine = OpaEngine()
    with open(policy, encoding="utf-8") as file:
        engine.add_policy("national.rego", file.read())
    with open(data, "rb") as file:
        found = engine._call(engine._lib.OpaEvalDocument, b"national.answers", file.read(), 0, 0)
    json.dump(found["result"][0]["expressions"][0]["value"], sys.stdout)


main(*sys.argv[1:])
