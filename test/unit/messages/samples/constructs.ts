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
  misspelt: ["aPartyNumber", "aPartyNumbers"],
  missing: {
    "A text": ["greenvnId", "text"],
    Texts: ["aPartyNumbers", "texts"],
    PINs: ["aPartyPins", "pins"],
    "A flag": ["strict", "flag"],
    "Texts by key": ["rotateOn", "texts-by-key"],
  },
  misshapen: {
    "A text": ["connectionId", "text", true],
    "A number where a text is meant": ["pinCode", "text", 400001],
    Texts: ["aPartyNumbers", "texts", "+919876543210"],
    "PINs, which are not shown": ["aPartyPins", "pins", "4711"],
    "A flag": ["strict", "flag", "true"],
    "Texts by key": ["rotateOn", "texts-by-key", "2026-Q1"],
  },
  elementIsNoText: {
    "In a list": ["aPartyNumbers", "texts", 919876543210],
    "In a map": ["rotateOn", "texts-by-key", 2026],
  },
  brokenNumberToken: ["connectionId"],

  connectionIdNeeded: {
    "With count": ["count"],
    "With forEach": ["forEach"],
  },
  connectionIdOfEach: ["driver", "count"],
  assignedSeveralTimes: ["gvn-41c0", "forEach"],
  numberOfEach: ["+917205827365"],

  connectionIdTwice: ["driver-42", PATHS],
  numberTwice: ["+917205827365", PATHS],
  numbersForOneAllocation: [PATHS],
  addressTwice: ["greenvn_allocation.driver-42", PATHS],
  outputTwice: ["driver-42_green_vn", PATHS],

  emptyCommand: ["tell"],
  shellVariableInTemplate: {
    "In the command": ["tell", "command", "GREEN_VN"],
    "In the environment": ["tell", "environment TARGET", "HOME"],
  },
  directiveInTemplate: ["tell", "command", "http_code}"],
  variableIsGiven: ["tell", "GREEN_VN"],
  noInterpreter: ["tell"],
  unknownWay: ["tell", "shell", ["null_resource", "terraform_data"]],
  noNullResource: ["tell", "null_resource has no bindings for cdktn"],
  noNullBindings: ["cdktn"],
  nullProviderMissing: [],
  hookOfSeveral: ["tell", "forEach"],

  literalToken: [],
  platformsAreNoList: [],
  platformsAreEmpty: [],
  unknownPlatform: ["win32_amd64", PLATFORMS],

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
