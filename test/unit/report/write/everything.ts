import type { Policy, Subject } from "../../../../src/report/judge/rules";
import { rulesOf } from "../../../../src/report/judge/rules";
import { type Format, planReport } from "../../../../src/report/plan-report";
import { A, B, bytes, change, creation, deletion, held, planOf, PROVIDER_NAME, update } from "../plan-json";

const SUBJECT: Subject = { commit: "4be1d0c", stack: "prod", policy: ".greenvn-policy.yaml" };
const POLICY: Policy = {
  price: { perCall: "12.00", currency: "INR" },
  exempt: [
    { id: "gvn-exempt", reason: "the trial ended" },
    { id: "gvn-nowhere", stack: "prod", reason: "an old one" },
  ],
};

const provider = (name: string, more: object) => ({ name: "greenvn", full_name: PROVIDER_NAME, ...more, alias: name });

/** A plan that has one of each thing that a report speaks of. */
export const EVERYTHING = planOf(
  [
    creation({ address: "greenvn_allocation.new" }),
    update(
      { green_vn: undefined, preferences: { greenvn: B, region: null, number_type: null, pin_code: null } },
      { address: "greenvn_allocation.changed", unknown: { green_vn: true } },
    ),
    deletion({ address: "greenvn_allocation.gone", was: { id: "gvn-gone", green_vn: "+918046000001" } }),
    deletion({ address: "greenvn_allocation.exempt", was: { id: "gvn-exempt", green_vn: "+918046000002" } }),
    change({
      address: "greenvn_allocation.moved",
      actions: ["no-op"],
      before: held({ id: "gvn-moved" }),
      after: held({ id: "gvn-moved" }),
      entry: { previous_address: "greenvn_allocation.old" },
    }),
    change({
      address: "null_resource.other",
      type: "null_resource",
      provider: "registry.terraform.io/hashicorp/null",
      actions: ["create"],
      after: {},
    }),
  ],
  {
    resource_drift: [update({ state: "paused" }, { address: "greenvn_allocation.changed" })],
    output_changes: { number: { actions: ["update"], before: A, after: null, after_unknown: true } },
    action_invocations: [
      {
        address: "action.greenvn_rotate.monthly",
        type: "greenvn_rotate",
        provider_name: PROVIDER_NAME,
        config_values: { greenvn_id: "gvn-1" },
        invoke_action_trigger: {},
      },
    ],
    configuration: {
      provider_config: {
        greenvn: provider("greenvn", {
          expressions: {
            base_url: { constant_value: "https://elsewhere.example" },
            account_sid: { constant_value: "acme" },
          },
        }),
      },
      root_module: {
        resources: [
          { address: "greenvn_allocation.new", mode: "managed", type: "greenvn_allocation" },
          { address: "greenvn_allocation.changed", mode: "managed", type: "greenvn_allocation" },
          {
            address: "null_resource.other",
            mode: "managed",
            type: "null_resource",
            name: "other",
            provider_config_key: "null",
            provisioners: [{ type: "local-exec" }],
          },
        ],
      },
    },
  },
);

/** The report on it, with rules that it breaks. */
export function everythingIn(format: Format): string {
  const report = planReport(
    [{ name: "plan.json", json: bytes(EVERYTHING), planFile: null }],
    rulesOf({ failOn: ["delete", "number-change", "commands"], maxCharges: 1 }, POLICY),
    format,
    SUBJECT,
  );
  if (report.kind === "refused") throw new Error(report.sentence);
  return report.text;
}
