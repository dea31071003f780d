const { default: runFile } = require("jest-circus/runner");
const { createEmptyTestResult } = require("@jest/test-result");

/** What each file's tests are called, as far as it was run once: a mutant's run reads only the files that it needs. */
const namesByFile = new Map();
let run;
let hasFailed = false;

/** Jest's own way of running a file, but for a mutant only as long as none has failed: one test kills it. */
module.exports = async function runUnlessKilled(...given) {
  const [globalConfig, , , , file] = given;
  if (globalConfig !== run) {
    run = globalConfig;
    hasFailed = false;
  }
  const isOfMutant = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
  if (isOfMutant && (hasFailed || !isAskedFor(file, globalConfig.testNamePattern))) return notRun(file);

  const result = await runFile(...given);
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
