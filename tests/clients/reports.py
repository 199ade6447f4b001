"""What tests/clients/reports needs of Python: projects to report on, the Multitool's log read, the forms compared.

reports.py projects ROOT DIRECTORY | multitool LOG... | violations REPORT... | agree REPORTS PROJECTS
"""

import functools
import json
import pathlib
import re
import shutil
import sys
import urllib.parse
import xml.etree.ElementTree as xml

# What the Multitool says that does not fit, by rule and message, and why.
PASSED_OVER = {
    ("SARIF2002", "Note_Default"): "asks for messages by id: viewers show texts, and few know ids",
    ("SARIF2003", "Note_Default"): "asks for the revision: the program reads no repository",
    ("SARIF2005", "Warning_ProvideToolnformationUri"): "asks for a page about the tool: there is none on the network",
    ("SARIF2006", "Note_Default"): "asks whether the schema can be fetched: the machine may be without a network",
    ("SARIF2011", "Note_Default"): "asks for a context of each place: the texts are in the report",
    ("SARIF2012", "Note_ProvideHelpUri"): "asks for a page of help: the help is in the report",
}
# And in a report without findings, or under --redact.
WITHOUT_TEXTS = {
    ("SARIF2010", "Note_Default"): "asks for the text of each place",
    ("SARIF2012", "Note_ProvideMetadataForAllViolatedRules"): "asks for rules",
    ("SARIF2013", "Note_Default"): "asks for the texts of the files",
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
# What of it is nowhere under --redact.
WORDS = {"𠮷", "makr", "制定机关", "目录,100%"}


def projects(root, directory):
    root, directory = pathlib.Path(root), pathlib.Path(directory)

    def project(name, exit_code, files):
        # With settings of its own, or those of the directory around it would count: the clients run within the repository.
        for path, content in {"dingmi.toml": "", **files}.items():
            path = directory / name / path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (directory / name / ".exit").write_text(f"{exit_code}\n")

    def texts(folder, leave_out=()):
        paths = [path for path in (root / folder).rglob("*.dingmi") if path.name not in leave_out]
        return {path.relative_to(root / folder): path.read_bytes() for path in paths}

    for name in ["policies", "findings"]:
        shutil.copytree(root / "policies", directory / name / "policies")
    project("policies", 0, {"dingmi.toml": (root / "dingmi.toml").read_bytes()})
    fixtures = texts("tests/fixtures", ["broken.dingmi", "archipelago-broken.dingmi", "twenty-mistakes.dingmi"])
    files = {pathlib.Path("tests/fixtures", path): text for path, text in fixtures.items()}
    project("findings", 1, files | {"dingmi.toml": 'paths = ["tests/fixtures/findings"]\n'})
    project("syntax", 1, texts("tests/fixtures/syntax") | {"目录/坏 的.dingmi": texts("tests/fixtures/findings")[pathlib.Path("broken.dingmi")]})
    project("odd", 1, {"目 录/a, b:100%#?[1].dingmi": ODD})
    project("clean", 0, {"空.dingmi": 'region r "区";\n'})
    project("unreadable", 3, {"空.dingmi": 'region r "区";\n', "gb.dingmi": b"\xbe\xf8\xc3\xdc"})


def multitool(*logs):
    told = {}
    for log in logs:
        run = json.loads(pathlib.Path(log).read_text(encoding="utf-8-sig"))["runs"][0]
        rules = run["tool"]["driver"].get("rules", [])
        for invocation in run.get("invocations", []):
            assert invocation["executionSuccessful"], (log, invocation)
            assert not invocation.get("toolExecutionNotifications"), (log, invocation)
        report = json.loads(pathlib.Path(log).with_suffix("").read_text(encoding="utf-8"))["runs"][0]
        is_without = "redact" in pathlib.Path(log).name or not report["results"]
        for result in run.get("results", []):
            said = (result["ruleId"].split("/")[0], result["message"].get("id"))
            if said not in PASSED_OVER and not (is_without and said in WITHOUT_TEXTS):
                text = result["message"].get("text") or explained(rules, result)
                told.setdefault(f"{result.get('level', 'warning')} {result['ruleId']}", []).append(f"{log}: {text}")
    for rule, texts in sorted(told.items()):
        print(f"{rule}: {len(texts)}, such as {texts[0]}")
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
        project = pathlib.Path(directory) / stem.name.split(".")[0]
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
    commands = read(stem, "github").splitlines()
    # What could not be read is told by whatever can tell it.
    unread = run["invocations"][0]["toolExecutionNotifications"]
    assert len(unread) == sum(command.startswith("::error::") for command in commands), stem
    assert len(unread) == sum(case.find("failure[@type='input']") is not None for case in cases), stem
    lists = [results, violations, faulty[: len(faulty) - len(unread)], commands[len(unread) :], read(stem, "short").splitlines()]
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
        assert all("fixes" not in result for result in results), stem
        # The examples in the help of the rules are ours.
        run["tool"]["driver"]["rules"] = []
        forms = [read(stem, form) for form in ["json", "junit", "gitlab", "github", "short", "err"]]
        everything = "".join([*forms, json.dumps(run, ensure_ascii=False)])
        shown = [word for word in words(project) if word in everything]
        assert not shown, (stem, shown)
    else:
        told = {artifact["location"]["uri"]: artifact["contents"]["text"] for artifact in run["artifacts"]}
        assert all(place["artifactLocation"]["uri"] in told for place in places(results)), stem
    texts = {artifact["location"]["uri"]: artifact.get("contents", {}).get("text") for artifact in run["artifacts"]}
    return sum(same_places(finding, result, project, texts) for finding, result in zip(findings, results))


@functools.cache
def words(project):
    """What the author wrote, and neither an id, the name of a file nor an example of the grammar has too. Short ones may be
    words of ours."""
    texts = [path.read_text(encoding="utf-8-sig", errors="replace") for path in project.rglob("*.dingmi")]
    quoted = re.compile('["“]([^"“”\n]*)["”]')
    others = [pathlib.Path("grammar/dingmi.pest").read_text(encoding="utf-8"), *map(str, project.rglob("*"))]
    shown = "".join([quoted.sub("", text) for text in texts] + others)
    strings = {string for text in texts for string in quoted.findall(text) if len(string) > 4 and not string.isascii()}
    return {string for string in strings if string not in shown} | (WORDS if project.name == "odd" else set())


def violations(*reports):
    """Reads Code Quality reports as another project declares them."""
    import pydantic
    from pytest_gitlab_code_quality.report import Violation

    reader = pydantic.TypeAdapter(list[Violation])
    count = sum(len(reader.validate_json(pathlib.Path(path).read_bytes(), strict=True)) for path in reports)
    assert count > 100, count


def places(results):
    for result in results:
        for place in result["locations"] + result.get("relatedLocations", []):
            yield place["physicalLocation"]


def same_places(finding, result, project, texts):
    compared = 0
    for label, place in zip(finding["labels"], places([result]), strict=True):
        uri = place["artifactLocation"]["uri"]
        assert uri.isascii() and urllib.parse.unquote(uri, errors="strict") == label["file"], uri
        if "uriBaseId" not in place["artifactLocation"]:
            continue
        text = (project / label["file"]).read_bytes()
        said = text[label["start"]["byte"] : label["end"]["byte"]].decode()
        # The mark at the beginning is no character of the text.
        decoded = text.decode("utf-8-sig")
        assert texts[uri] in (None, decoded), uri
        assert cut(decoded, place["region"]) == said.removeprefix("\ufeff"), (uri, place["region"], said)
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
