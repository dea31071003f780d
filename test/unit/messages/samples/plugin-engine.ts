import type * as messages from "../../../../src/plugin/engine/messages";
import { attributePath } from "../../../../src/plugin/sdk/diagnostic";
import type { SamplesOf } from "../catalogue";

const ABOUT = { address: "registry.terraform.io/cdktf-greenvn/greenvn", version: "0.1.0" };
const PLAN = "Could not plan the change of greenvn_allocation";
const CREATE = "Could not create greenvn_allocation";
const CHANGE = "Could not change greenvn_allocation";
const DESTROY = "Could not destroy greenvn_allocation";
const UPGRADE = "Could not read the saved state of greenvn_allocation";
const IDENTITY = "Could not read the saved identity of greenvn_allocation";
const MOVE = "Could not move null_resource to greenvn_allocation";

export const samples: SamplesOf<typeof messages> = {
  couldNot: {
    answer: ["PlanResourceChange"],
    configure: [],
    validate: ["greenvn_allocation"],
    validateProvider: [],
    upgrade: ["greenvn_allocation"],
    upgradeIdentity: ["greenvn_allocation"],
    read: ["greenvn_allocation"],
    readData: ["greenvn_allocation"],
    plan: {
      "A creation": ["creation", "greenvn_allocation"],
      "A change": ["change", "greenvn_allocation"],
      "A destruction": ["destruction", "greenvn_allocation"],
    },
    create: ["greenvn_allocation"],
    change: ["greenvn_allocation"],
    destroy: ["greenvn_allocation"],
    import: ["greenvn_allocation"],
    move: ["null_resource", "greenvn_allocation"],
    planAction: ["greenvn_rotate"],
    invoke: ["greenvn_rotate"],
    call: ["e164"],
  },

  missingArgument: ["connection_id", attributePath("connection_id")],
  writeOnlyNotKept: ["aparty_pins_wo", attributePath("aparty_pins_wo")],
  notConfigured: [CREATE],
  notUnderstood: {
    "A type that is not known": [
      "Could not answer Terraform's PlanResourceChange",
      'the provider has no resource type "greenvn_pool"',
    ],
    "A value that is none": ["Could not answer Terraform's PlanResourceChange", "usage is not a string"],
  },
  unexpectedException: {
    "Before any call": [ABOUT, PLAN, "nothingChanged"],
    "In an import": [ABOUT, "Could not import greenvn_allocation", "nothingImported"],
    "In a read": [ABOUT, "Could not read greenvn_allocation", "stateKept"],
    "In a creation": [ABOUT, CREATE, "creationUnknown"],
    "In a change": [ABOUT, CHANGE, "changeUnknown"],
    "After a step of a change": [ABOUT, CHANGE, "changeReached"],
    "After a creation": [ABOUT, "Odd result of the creation of greenvn_allocation", "creationReached"],
  },
  partMissing: {
    "In a plan": [PLAN, "nothingChanged"],
    "After a creation": ["Odd result of the creation of greenvn_allocation", "creationReached"],
  },
  oddCreation: ["greenvn_allocation"],
  contradictoryPlan: [ABOUT, PLAN, ["usage", "preferences.region"]],
  creationWithoutState: [ABOUT, CREATE],
  changeWithoutState: [ABOUT, CHANGE],
  destructionWithState: [ABOUT, DESTROY],
  creationNotAsPlanned: [ABOUT, "greenvn_allocation", ["usage", "green_vn"]],
  changeNotAsPlanned: [ABOUT, CHANGE, ["usage", "green_vn"]],
  resultMisfits: [ABOUT, "Could not read greenvn_allocation", ["usage"]],
  importWithoutState: [ABOUT, "Could not import greenvn_allocation"],
  readWithoutResult: [ABOUT, "Could not read the data source greenvn_allocation"],
  noUpgradeFrom: [ABOUT, UPGRADE, 0],
  stateIsNotJson: [UPGRADE],
  stateIsNewer: [ABOUT, UPGRADE, 2, 0],
  stateIsDamaged: [UPGRADE, "aparty_numbers is not a set"],
  identityIsNewer: [ABOUT, IDENTITY, 2, 0],
  identityIsDamaged: [IDENTITY, "greenvn_id is not a string"],
  identityChanged: ["Could not read greenvn_allocation"],
  identityIncomplete: ["Could not import greenvn_allocation", ["greenvn_id"]],
  hasNoIdentity: ["Could not import greenvn_allocation"],
  sourceIsNotJson: [MOVE],
  unknownAtInvocation: ["Could not carry out the action greenvn_rotate"],
  wrongArgumentCount: { "Of one": [1, 2], "Of two": [2, 0] },
  nullArgument: [],
  functionFailed: [{ summary: "Could not call the function e164", detail: "Nothing was changed." }],
  oddResult: [ABOUT, "Could not call the function e164"],
  cannotTakeOver: [MOVE, "null_resource", "registry.terraform.io/hashicorp/null"],
};
