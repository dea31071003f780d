const { default: runFile } = require("jest-circus/runner");
const { createEmptyTestResult } = require("@jest/test-result");

/** What each file's tests are called, as far as it was run once: a mutant's run reads only the files that it needs. */
const namesByFile = new Map();
let run;
let hasFailed = false;

/** Jest's own way of running a file, but for a mutant only until a test fails: that one kills it. */
module.exports = async function runUntilKilled(globalConfig, config, environment, runtime, file, ...rest) {
  if (globalConfig !== run) {
    run = globalConfig;
    hasFailed = false;
  }
  const isOfMutant = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
  if (isOfMutant) {
    if (hasFailed || !isAskedFor(file, globalConfig.testNamePattern)) return notRun(file);
    skipOnceFailed(environment);
  }

  const result = await runFile(globalConfig, config, environment, runtime, file, ...rest);
  hasFailed ||= result.numFailingTests > 0 || result.testExecError !== undefined;
  if (!isOfMutant)
    namesByFile.set(
      file,
      result.testResults.map(({ fullName }) => fullName),
    );
  return result;
};

function isAskedFor(file, pattern) {
  const names = namesByFile.get(file);
  if (!pattern || names === undefined) return true;
  const asked = new RegExp(pattern, "i");
  return names.some((name) => asked.test(name));
}

function skipOnceFailed(environment) {
  const handle = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = async (event, state) => {
    await handle?.(event, state);
    if (event.name === "test_done" && event.test.errors.length > 0) hasFailed = true;
    if (event.name === "test_start" && hasFailed) event.test.mode = "skip";
  };
}

/** Jest takes a file without tests for a failure. */
function notRun(testFilePath) {
  const title = "not needed for this mutant";
  const test = {
    status: "pending",
    title,
    fullName: title,
    ancestorTitles: [],
    failureMessages: [],
    numPassingAsserts: 0,
  };
  return { ...createEmptyTestResult(), testFilePath, numPendingTests: 1, testResults: [test] };
}
