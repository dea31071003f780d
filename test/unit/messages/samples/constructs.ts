import { Construct } from "constructs";
import type * as messages from "../../../../src/constructs/messages";
import { PLATFORMS } from "../../../../src/install/platform";
import type { SamplesOf } from "../catalogue";
import { callsFor, problemOf } from "../values";

const PATHS = ["numbers/driver-42", "numbers/driver-43"];

export const samples: SamplesOf<typeof messages> = {
  wrongValue: callsFor(
    { "With the value": { usage: "threeway" }, "Without a value": { apartyNumbers: [] } },
    (declared): [string, { value?: string; expected: string }] => {
      const problem = problemOf(declared);
      return [problem.value === undefined ? "aPartyNumbers" : "usage", problem];
    },
  ),
  propsAreNoObject: [["+919876543210"]],
  notAProp: {
    "Near a prop": ["aPartyNumber", "aPartyNumbers", ["aPartyNumbers", "bPartyNumbers"]],
    "Near none": ["team", null, ["allocationId", "provider", "dependsOn"]],
  },
  ownWordFor: {
    "Of one prop": ["strictness", ["strict"]],
    "Of several": ["preferences", ["number", "region", "numberType", "pinCode"]],
  },
  formerProp: ["abandonOnDestroy", 'onDestroy: "abandon"'],
  notAnAttribute: {
    "Near one": ["preferences.regoin", "region"],
    "Near none": ["team", null],
  },
  missing: {
    "A text": ["allocationId", "text"],
    Numbers: ["aPartyNumbers", "numbers"],
  },
  misshapen: {
    "A text": ["connectionId", "text", true, false],
    "A number where a text is meant": ["pinCode", "text", 400001, false],
    "A secret, which is not shown": ["apiToken", "text", 4711, true],
    Numbers: ["aPartyNumbers", "numbers", "+919876543210", false],
    Texts: ["interpreter", "texts", "/bin/bash", false],
    "PINs, which are not shown": ["aPartyPins", "pins", "4711", true],
    "A number": ["maxRetries", "number", "4", false],
    "A flag": ["strict", "flag", "true", false],
    "Texts by key": ["rotateOn", "texts-by-key", "2026-Q1", false],
    "A switch": ["outputs", "switch", "none", false],
    "A name": ["alias", "name", 7, false],
    Names: ["platforms", "names", "linux_amd64", false],
    "A provider": ["provider", "provider", "greenvn.other", false],
    "An iterator": ["forEach", "iterator", { north: "a" }, false],
    "A count": ["count", "count", "three", false],
    "A list": ["dependsOn", "list", "greenvn_allocation.driver", false],
    "An object": ["lifecycle", "object", true, false],
    "A bigint": ["number", "text", 917205827365n, false],
    "What holds itself": ["number", "text", new Construct(undefined as never, ""), false],
  },
  noWord: ["onDestroy", "forget", ["deallocate", "abandon"]],
  elementIsNoText: {
    "In a list": ["aPartyNumbers", "numbers", 919876543210],
    "In a map": ["rotateOn", "texts-by-key", 2026],
  },
  tokenInSwitch: ["outputs"],
  tokenOfAnotherKind: {
    "A list for a text": ["region", "text", "list"],
    "A list of numbers for numbers": ["aPartyNumbers", "numbers", "numbers"],
    "A map for PINs": ["aPartyPins", "pins", "map"],
    "A text for a map": ["rotateOn", "texts-by-key", "number"],
    "A number for a flag": ["strict", "flag", "number"],
    "A list for a number": ["maxRetries", "number", "list"],
  },
  strayToken: {
    "A number": ["connectionId", "number"],
    "A list": ["aPartyNumbers", "list"],
    "A map": ["rotateOn", "map"],
  },
  garbledToken: ["connectionId"],
  tokenInPath: [],
  countAndForEach: [],
  countByOverride: ["count"],
  replacedBeforeDestroyed: [],
  importGivenTwice: [["gvn-41c0", "gvn-41c1"]],

  connectionIdNeeded: {
    "With count": ["count"],
    "With forEach": ["forEach"],
  },
  connectionIdOfEach: ["driver", "count"],
  assignedSeveralTimes: ["gvn-41c0", "forEach"],
  numberOfEach: ["+917205827365"],
  importOfSeveral: ["count"],

  connectionIdTwice: ["driver-42", PATHS],
  numberTwice: ["+917205827365", PATHS],
  numbersForOneAllocation: [PATHS],
  importTwice: ["gvn-41c0", PATHS],
  lookedUpBeside: ["gvn-41c0", "numbers/found", "numbers/driver-42"],
  nameIsReserved: ["numbers/driver", "numbers/chauffeur", "greenvn_allocation.driver"],
  addressTwice: ["greenvn_allocation.driver-42", PATHS],
  outputTwice: ["driver-42_green_vn", PATHS],

  fromIsToken: [],
  fromIsNothing: [],
  noRows: [],
  inCode: [3, 'key: "pune-day" stands in row 1 already'],
  rowIsNoObject: ["pune-day"],
  severalOfRow: ["count"],
  keyIsNoName: [7],
  ignoreIsNoList: [],
  defaultsAreNoObject: [],
  inDefaults: ['region: "Mumbai" is no region'],
  defaultIsOfEach: ["number"],
  noKeyColumn: ["key", "driver", ["driver", "region", "aPartyNumbers"]],
  keyIsMissing: ["key"],
  keyIsNoText: ["key", 7],
  keyIsToken: ["key"],
  keyIsTooLong: ["key", 200],
  keyIsUnclean: ["key", "pune-day "],
  keyTwice: ["key", "pune-day", "line 3"],
  keyBesideName: ["key"],
  templateInFile: ["connectionId"],
  furtherProblems: [412],
  noSuchRow: {
    "Near one": ["numbers/drivers", "pune-dya", "pune-day", []],
    "A file that could not be read": [
      "numbers/drivers",
      "pune-day",
      null,
      ["fleet.csv: is empty; a file must hold rows"],
    ],
  },
  ofHook: ["tell", "command: is missing; write it as text, in quotes"],
  emptyCommand: ["tell"],
  shellVariableInTemplate: {
    "In the command": ["tell", "command", "GREEN_VN"],
    "In the environment": ["tell", "environment TARGET", "HOME"],
  },
  directiveInTemplate: ["tell", "command", "http_code}"],
  variableIsGiven: ["tell", "GREEN_VN"],
  noInterpreter: ["tell"],
  noNullResource: ["tell", "null_resource has no bindings for cdktn"],
  noNullBindings: ["cdktn"],
  nullProviderMissing: [],
  hookOfSeveral: ["tell", "forEach"],

  literalToken: [],
  maybeLiteralToken: [],
  wrongPrefix: ["team north"],
  platformsAreNoList: [],
  releasesDiffer: [["/srv/release-1", "none"]],
  platformsAreEmpty: [],
  unknownPlatform: ["win32_amd64", PLATFORMS],

  warningLine: ["numbers/driver-42", "aPartyPins: holds a PIN of more than 6 digits"],
  outputDescription: {
    "The number": ["green_vn", "numbers/driver-42"],
    "The id": ["allocation_id", "numbers/driver-42"],
  },
  notDeclared: {
    "There are others": [
      "allocation",
      { region: "MU" },
      new Map([["driver-42", { connectionId: "driver-42", region: "DL", strict: false }]]),
    ],
    "There is none": ["allocation", { region: "MU" }, new Map()],
  },
};
