// reports.mjs MODULES REPORTS MATCHERS: reads annotation commands as the runner of GitHub does, writes them again with
// GitHub's own library, and reads the short form by the problem matchers.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, reports, matchers] = process.argv.slice(2);
const core = await import(pathToFileURL(path.join(modules, '@actions/core/lib/core.js')));
const { parseProblemMatchersJson } = createRequire(import.meta.url)(path.join(modules, '@rushstack/problem-matcher'));

const unescaped = (text, table) => table.reduce((text, [from, to]) => text.replaceAll(from, to), text);
const data = [['%0D', '\r'], ['%0A', '\n'], ['%25', '%']];
const property = [['%0D', '\r'], ['%0A', '\n'], ['%3A', ':'], ['%2C', ','], ['%25', '%']];

function read(line) {
  const [, command, properties, message] = /^::([a-z]+) (.*?)::(.*)$/.exec(line);
  const pairs = properties.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  const values = Object.fromEntries(pairs.map(([key, value]) => [key, unescaped(value, property)]));
  return { command, pairs, values, message: unescaped(message, data) };
}

function written(command, message, { title, file, line, endLine, col, endColumn }) {
  const out = [];
  const write = process.stdout.write;
  process.stdout.write = (text) => out.push(text);
  try {
    core[command](message, { title, file, startLine: line, endLine, startColumn: col, endColumn });
  } finally {
    process.stdout.write = write;
  }
  return out.join('').replace(/\n$/, '');
}

const parts = ({ command, pairs, message }) => [command, pairs.map((pair) => pair.join('=')).sort(), message];
const kinds = { error: 'error', warning: 'warning', notice: 'note' };
const parsed = JSON.parse(fs.readFileSync(matchers, 'utf8')).problemMatcher;
const readers = parseProblemMatchersJson(parsed.map(({ owner, severity, pattern }) => ({ name: owner, severity, pattern })));
let compared = 0;

for (const name of fs.readdirSync(reports).filter((name) => name.endsWith('.json'))) {
  const lines = (form) => fs.readFileSync(path.join(reports, name.replace(/json$/, form)), 'utf8').split('\n').slice(0, -1);
  const findings = JSON.parse(fs.readFileSync(path.join(reports, name), 'utf8')).diagnostics;
  const [commands, short] = [lines('github').filter((line) => !line.startsWith('::error::')), lines('short')];
  findings.forEach((finding, index) => {
    const place = finding.labels[0];
    const command = read(commands[index]);
    assert.deepEqual(parts(read(written(command.command, command.message, command.values))), parts(command));
    assert.equal(kinds[command.command], finding.severity);
    assert.equal(command.message.split('\n')[0].includes(finding.message.split('\n')[0]), true, commands[index]);
    assert.deepEqual([command.values.file, +command.values.line], [place.file, place.start.line]);
    assert.equal(command.values.title, `${finding.code} ${finding.name}`);

    const problems = readers.map((reader) => reader.exec(short[index] + '\n')).filter(Boolean);
    assert.equal(problems.length, 1, short[index]);
    const [problem] = problems;
    const severity = parsed.find(({ owner }) => owner === problem.matcherName).severity;
    assert.deepEqual(
      [problem.file, problem.line, problem.column, problem.code, kinds[severity]],
      [place.file, place.start.line, place.start.column, finding.code, finding.severity],
    );
    compared += 1;
  });
}
assert.ok(compared > 100, `only ${compared} findings were compared`);
