const rooms = require("./rooms.json");

const { GREENVN_MUTATED_ROOM: room, GREENVN_MUTATION_FOLDER: folder } = process.env;

/** Of one room: scripts/mutate.ts names it. Paths are below the root of the repository, where it is run. */
module.exports = {
  mutate: rooms[room].mutated,
  testRunner: "jest",
  jest: { configFile: "tools/mutation/jest.config.js", enableFindRelatedTests: false },
  coverageAnalysis: "perTest",
  // Jest checks no types, and some tests read the sources.
  disableTypeChecks: false,
  ignorePatterns: ["/dist", "/docs", "/.github"],
  tempDirName: `${folder}/${room}-copy`,
  incrementalFile: `${folder}/${room}-earlier.json`,
  reporters: ["json", "html", "progress-append-only"],
  jsonReporter: { fileName: `${folder}/${room}.json` },
  htmlReporter: { fileName: `${folder}/${room}.html` },
  // On a busy machine, too, only what never ends is to count as that.
  timeoutMS: 30_000,
  thresholds: { high: 100, low: 100, break: null },
};
