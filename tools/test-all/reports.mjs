// How each kind of test runner is asked for a report, and how the report is read.
// `read(text, result)` gets the report file's text and { code, out } of the run and returns
// { passed, failed, skipped?, failures?, flaky? }; `failures` are texts for a person, `flaky` the names of
// tests that passed only when they were tried again.

import { stripVTControlCharacters } from 'node:util';

const unescape = (text) => text
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'")
  .replace(/&amp;/g, '&');
const attribute = (tag, name) => unescape(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
const plain = (text) => unescape(text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim());

// One text per failed assertion: the test case, the place, what was asked and what came.
function catchFailures(xml) {
  const failures = [];
  for (const [whole, tag] of xml.matchAll(/<TestCase( [^>]*)>[\s\S]*?(?=<TestCase |<\/Group>|$)/g)) {
    const name = attribute(tag, 'name');
    for (const [body, at] of whole.matchAll(/<Expression success="false"([^>]*)>[\s\S]*?<\/Expression>/g)) {
      failures.push(`${name}\n  ${attribute(at, 'filename')}:${attribute(at, 'line')}\n  ${plain(body)}`);
    }
    for (const [body, at] of whole.matchAll(/<(?:Exception|Failure|FatalErrorCondition)( [^>]*)?>[\s\S]*?<\/(?:Exception|Failure|FatalErrorCondition)>/g)) {
      failures.push(`${name}\n  ${attribute(at ?? '', 'filename')}:${attribute(at ?? '', 'line')}\n  ${plain(body)}`);
    }
  }
  return failures;
}

const catch2 = {
  flags: (file) => `--reporter xml --out '${file}'`,
  read(xml) {
    const tag = /<OverallResultsCases[^>]*>/.exec(xml)?.[0];
    // No totals: the binary crashed, or is not there. Its log says which.
    if (!tag) return { passed: 0, failed: 1, failures: catchFailures(xml) };
    return {
      passed: Number(attribute(tag, 'successes')),
      failed: Number(attribute(tag, 'failures')),
      skipped: Number(attribute(tag, 'skips') || 0),
      failures: catchFailures(xml),
    };
  },
  showTail: false,
};

const node = {
  flags: (file) => `--test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination='${file}'`,
  read(tap) {
    const number = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
    return {
      passed: number('pass'),
      failed: number('fail') + number('cancelled'),
      skipped: number('skipped') + number('todo'),
    };
  },
  showTail: true,
};

function vitestFailures(report) {
  return report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
      .map((test) => `${file.name}\n  ${test.fullName}\n  ${test.failureMessages.join('\n  ')}`);
    // A file that could not be loaded has a message and no tests.
    return failed.length === 0 && file.status === 'failed' ? [`${file.name}\n  ${file.message}`] : failed;
  });
}

const vitest = {
  flags: (file) => `--reporter=default --reporter=json --outputFile.json='${file}'`,
  read(text) {
    if (text === '') return { failed: 1 };
    const report = JSON.parse(text);
    const failures = vitestFailures(report);
    return {
      passed: report.numPassedTests,
      failed: Math.max(report.numFailedTests, failures.length),
      skipped: report.numPendingTests + report.numTodoTests,
      failures,
    };
  },
};

// Every test of a Playwright report, with the place and the name that a person looks for it by.
function* playwrightTests(suites, path = '') {
  for (const suite of suites) {
    const here = suite.title === suite.file ? path : `${path}${suite.title} > `;
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) yield { ...test, name: `${spec.file}:${spec.line} ${here}${spec.title}` };
    }
    yield* playwrightTests(suite.suites ?? [], here);
  }
}

const plainMessage = (error) => stripVTControlCharacters(error.message);
const messages = ({ results }) => results.flatMap((result) => result.errors ?? []).map(plainMessage).join('\n');

const playwright = {
  flags: () => '--reporter=list,json',
  env: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
  read(text) {
    if (text === '') return { failed: 1 };
    const report = JSON.parse(text);
    const tests = [...playwrightTests(report.suites)];
    return {
      // Only where a configuration tries again, in CI, is any of them flaky; elsewhere it has failed.
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected + report.errors.length,
      skipped: report.stats.skipped,
      failures: [
        ...tests.filter(({ status }) => status === 'unexpected').map((test) => `${test.name}\n${messages(test)}`),
        ...report.errors.map(plainMessage),
      ],
      flaky: tests.filter(({ status }) => status === 'flaky').map((test) => `${test.name}\n${messages(test)}`),
    };
  },
};

// A script of ours that ends, like this runner, on `N passed, N failed[, N skipped]`.
const tally = {
  read(text, { out }) {
    const line = [...out.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
    if (!line) return { failed: 1 };
    return { passed: Number(line[1]), failed: Number(line[2]), skipped: Number(line[3] ?? 0) };
  },
  showTail: true,
};

// Anything that only succeeds or fails; counted as one test. Exit code 77 means skipped.
const check = {
  read(text, { code }) {
    if (code === 77) return { skipped: 1 };
    return code === 0 ? { passed: 1 } : { failed: 1 };
  },
};

export const reports = { catch2, node, vitest, playwright, tally, check };
