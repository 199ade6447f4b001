"""What tests/clients/reports needs of Python: projects to report on, the Multitool's log read, the forms compared.

reports.py projects ROOT DIRECTORY | multitool LOG... | agree REPORTS PROJECTS
"""

import collections
import json
import pathlib
import shutil
import sys
import urllib.parse
import xml.etree.ElementTree as xml

# Rules of the Multitool that do not fit, and why.
PASSED_OVER = {
    "SARIF2012": "asks for a URI of help: there is no page on the network",
}

# A byte order mark, every line break, tabs, characters of two UTF-16 units, and words that look like markup.
ODD = (
    "\ufeff// 𠮷 first\r\n"
    'organ maker "制定机关" { tier central; }\r\n'
    '\tregime mine "条例" { level gao "高" { rank 1; period at-most 3 years; } tier central "中央" { determines gao; }'
    " period in-years from 12 months; }\n"
    'catalogue c "目录,100%" under mine {\n'
    "    issued-by maker;\n"
    '    matter 1 "𠮷甲::error &<]]>" { level gao; /* 𠮷 */ period 60 months; known-to post "员" of maker; }\r\n'
    '    matter 2 "𠮷乙%0A{0}" { level gao; period 24 months; known-to post "员" of maker; }\r\n'
    '    matter 3 "𠮷丙" { level gao; period 1 years; known-to post "员" of makr; }\r\n'
    "}\r\n"
)
# The author's words in it, which are nowhere under --redact.
WORDS = ["𠮷", "制定机关", "条例", "甲", "乙", "丙", "员", "makr"]


def projects(root, directory):
    root, directory = pathlib.Path(root), pathlib.Path(directory)

    def project(name, exit_code, files):
        for path, content in files.items():
            path = directory / name / path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (directory / name / ".exit").write_text(f"{exit_code}\n")

    def texts(folder, leave_out=()):
        paths = [path for path in (root / folder).rglob("*.dingmi") if path.name not in leave_out]
        return {path.relative_to(root / folder): path.read_bytes() for path in paths}

    shutil.copytree(root / "policies", directory / "policies" / "policies")
    project("policies", 0, {"dingmi.toml": (root / "dingmi.toml").read_bytes()})
    project("findings", 1, texts("tests/fixtures/findings", ["broken.dingmi"]))
    project("syntax", 1, texts("tests/fixtures/syntax") | {"目录/坏 的.dingmi": texts("tests/fixtures/findings")[pathlib.Path("broken.dingmi")]})
    project("odd", 1, {"目 录/a, b:100%#?[1].dingmi": ODD})
    project("clean", 0, {"空.dingmi": 'region r "区";\n'})
    project("unreadable", 3, {"空.dingmi": 'region r "区";\n', "gb.dingmi": b"\xbe\xf8\xc3\xdc"})


def multitool(*logs):
    told = collections.Counter()
    for log in logs:
        run = json.loads(pathlib.Path(log).read_text(encoding="utf-8-sig"))["runs"][0]
        rules = run["tool"]["driver"].get("rules", [])
        for invocation in run.get("invocations", []):
            assert invocation["executionSuccessful"], (log, invocation)
            assert not invocation.get("toolExecutionNotifications"), (log, invocation)
        for result in run.get("results", []):
            rule = result["ruleId"].split("/")[0]
            if rule not in PASSED_OVER:
                text = result["message"].get("text") or explained(rules, result)
                told[f"{result.get('level', 'warning')} {result['ruleId']}: {text}"] += 1
    for text, count in told.most_common(20):
        print(f"{count} x {text[:600]}")
    assert not told, "the SARIF Multitool is not content"


def explained(rules, result):
    """The text of a result that names one of the messages of its rule."""
    texts = [rule.get("messageStrings", {}) for rule in rules if rule["id"] == result["ruleId"].split("/")[0]]
    text = next((text[result["message"]["id"]]["text"] for text in texts if result["message"]["id"] in text), "")
    for index, argument in enumerate(result["message"].get("arguments", [])):
        text = text.replace(f"{{{index}}}", argument)
    return text


def agree(reports, directory):
    compared = 0
    for path in sorted(pathlib.Path(reports).glob("*.json")):
        stem = path.with_suffix("")
        project = pathlib.Path(directory) / stem.name.split("-lang")[0]
        compared += one(stem, project)
    assert compared > 200, f"only {compared} places were compared"


def read(stem, form):
    return (stem.parent / f"{stem.name}.{form}").read_text(encoding="utf-8")


def one(stem, project):
    findings = json.loads(read(stem, "json"))["diagnostics"]
    run = json.loads(read(stem, "sarif"))["runs"][0]
    results, violations = run["results"], json.loads(read(stem, "gitlab"))
    cases = list(xml.fromstring(read(stem, "junit")).iter("testcase"))
    faulty = [case for case in cases if len(case)]
    lists = [results, violations, faulty, read(stem, "github").splitlines(), read(stem, "short").splitlines()]
    assert all(len(each) == len(findings) for each in lists), (stem, len(findings), [len(each) for each in lists])
    fingerprints = [finding["fingerprint"] for finding in findings]
    assert len(set(fingerprints)) == len(fingerprints), stem
    assert fingerprints == [result["partialFingerprints"]["dingmi/v1"] for result in results], stem
    assert fingerprints == [violation["fingerprint"] for violation in violations], stem
    exit_code = int(read(stem, "exit"))
    invocation = run["invocations"][0]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (exit_code, exit_code != 3), stem
    if stem.name.endswith("redact"):
        assert all("contents" not in artifact for artifact in run["artifacts"]), stem
        everything = "".join(read(stem, form) for form in ["json", "sarif", "junit", "gitlab", "github", "short"])
        shown = [word for word in WORDS if word in everything]
        assert not (shown and project.name == "odd"), (stem, shown)
    else:
        told = {artifact["location"]["uri"]: artifact["contents"]["text"] for artifact in run["artifacts"]}
        assert all(place["artifactLocation"]["uri"] in told for place in places(results)), stem
    return sum(same_places(finding, result, project) for finding, result in zip(findings, results))


def places(results):
    for result in results:
        for place in result["locations"] + result.get("relatedLocations", []):
            yield place["physicalLocation"]


def same_places(finding, result, project):
    compared = 0
    for label, place in zip(finding["labels"], places([result]), strict=True):
        uri = place["artifactLocation"]["uri"]
        assert uri.isascii() and urllib.parse.unquote(uri, errors="strict") == label["file"], uri
        if "uriBaseId" not in place["artifactLocation"]:
            continue
        text = (project / label["file"]).read_bytes()
        said = text[label["start"]["byte"] : label["end"]["byte"]].decode()
        # The mark at the beginning is no character of the text.
        assert cut(text.decode("utf-8-sig"), place["region"]) == said.removeprefix("\ufeff"), (uri, place["region"], said)
        compared += 1
    return compared


def cut(text, region):
    """What a region covers, by lines and UTF-16 units."""
    lines = text.split("\n")

    def offset(line, column):
        before = "".join(each + "\n" for each in lines[: line - 1])
        return len(before.encode("utf-16-le")) + 2 * (column - 1)

    start = offset(region["startLine"], region["startColumn"])
    end = offset(region["endLine"], region["endColumn"])
    return text.encode("utf-16-le")[start:end].decode("utf-16-le")


globals()[sys.argv[1]](*sys.argv[2:])
