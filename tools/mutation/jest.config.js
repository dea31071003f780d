const path = require("node:path");
const { projects } = require("../../jest.config.js");
const rooms = require("./rooms.json");

const unit = projects.find(({ displayName }) => displayName === "unit");

/** The unit tests as the one project that there is: of several, Stryker can't tell which test covers what. */
module.exports = {
  ...unit,
  displayName: "mutation",
  rootDir: path.resolve(__dirname, "..", ".."),
  testMatch: rooms[process.env.GREENVN_MUTATED_ROOM].tests.map((files) => `<rootDir>/${files}`),
  setupFiles: [...unit.setupFiles, "<rootDir>/tools/mutation/jest-setup.js"],
  // Stryker knows Jest's runner by its name: it has to be part of this one's.
  testRunner: "<rootDir>/tools/mutation/jest-circus-until-killed.js",
  testSequencer: "<rootDir>/tools/mutation/test-sequencer.js",
  // Jest runs once for each mutant: scripts/mutate.ts makes one temporary folder for all of them.
  globalSetup: undefined,
  globalTeardown: undefined,
};
