import { isRecord } from "../../domain/is-record";
import { NUMBER_TYPES } from "../../domain/number-type";
import { isKnownRegion } from "../../domain/region";
import { type Allocation } from "../core/allocation";
import { styleProblem } from "../core/answer-style";
import { STOCKS } from "../core/numbering";
import { changeByHandOf, changeProblem } from "./change-by-hand";
import { type Service } from "./service";

/** The path below which the sandbox itself is asked, rather than the API that it stands for. */
export const CONTROL_ROOT = "/_sandbox/";

export interface ControlAnswer {
  readonly status: number;
  readonly value: unknown;
}

/** What the control paths can do, beyond the service. */
export interface Controls {
  readonly service: () => Service;
  readonly setFaults: (rules: unknown) => string | null;
  readonly faults: () => unknown;
  readonly reset: () => Promise<void>;
  readonly saved: () => Promise<void>;
}

export async function control(
  method: string,
  target: string,
  body: Buffer,
  controls: Controls,
): Promise<ControlAnswer> {
  const url = new URL(target, "http://sandbox");
  const [name = "", id, more] = url.pathname.slice(CONTROL_ROOT.length).split("/");
  const route = more === undefined ? `${method} ${name}${id === undefined ? "" : "/ID"}` : "";
  const service = controls.service();
  switch (route) {
    case "GET ledger":
      return ok(service.ledger.view());
    case "GET allocations":
      return ok({ allocations: service.tenant.allocations().map(show) });
    case "GET numbers":
      return freeNumbers(url.searchParams, service);
    case "GET faults":
      return ok({ faults: controls.faults() });
    case "POST faults": {
      const problem = controls.setFaults(parse(body));
      return problem === null ? ok({ faults: controls.faults() }) : bad(problem);
    }
    case "POST answers":
      return setAnswers(parse(body), service);
    case "POST reset":
      await controls.reset();
      return ok({});
    case "POST allocations/ID": {
      const answer = changeByHand(id ?? "", parse(body), service);
      await controls.saved();
      return answer;
    }
    default:
      return { status: 404, value: { error: `the sandbox has no ${method} ${url.pathname}` } };
  }
}

function setAnswers(knobs: unknown, service: Service): ControlAnswer {
  if (!isRecord(knobs)) return bad("the body must be a JSON object of answer knobs");
  const problem = styleProblem(knobs);
  return problem === null ? ok(service.setStyle(knobs)) : bad(problem);
}

function changeByHand(id: string, change: unknown, service: Service): ControlAnswer {
  if (!isRecord(change)) return bad("the body must be a JSON object");
  if (change["drop"] === true) return service.drop(id) ? ok({}) : bad(`there is no allocation ${id}`);
  const problem = changeProblem(change);
  if (problem) return bad(problem);
  const done = service.changeByHand(id, changeByHandOf(change));
  return done.kind === "done" ? ok(show(done.allocation)) : bad(`there is no allocation ${id}`);
}

/** An allocation for its reader: PINs are counted, never shown. */
function show(allocation: Allocation): Readonly<Record<string, unknown>> {
  return {
    greenvn_id: allocation.greenvnId,
    connection_id: allocation.connectionId,
    aparty_numbers: allocation.apartyNumbers,
    bparty_numbers: allocation.bpartyNumbers,
    aparty_pins: allocation.apartyPins.map(() => "***"),
    bparty_pins: allocation.bpartyPins.map(() => "***"),
    usage: allocation.usage,
    flow_id: allocation.flowId,
    green_vn: allocation.greenVn,
    state: allocation.deallocatedAtMs === null ? "active" : "vault",
    deallocate_at: new Date(allocation.deallocateAtMs).toISOString(),
  };
}

function freeNumbers(query: URLSearchParams, service: Service): ControlAnswer {
  const region = query.get("region");
  const type = query.get("type");
  const count = Number(query.get("count") ?? "5");
  if (region !== null && !isKnownRegion(region)) return bad("region is not one of the pool");
  if (type !== null && !NUMBER_TYPES.some((known) => known === type))
    return bad(`type must be one of ${NUMBER_TYPES.join(", ")}`);
  if (!Number.isSafeInteger(count) || count < 1 || count > 1_000) return bad("count must be a number from 1 to 1000");
  const stocks = STOCKS.filter(
    (stock) => (region === null || stock.region === region) && (type === null || stock.type === type),
  );
  return ok({
    numbers: stocks.flatMap((stock) =>
      service.tenant.freeNumbers(stock, count).map((number) => ({ number, ...stock })),
    ),
  });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

function ok(value: unknown): ControlAnswer {
  return { status: 200, value };
}

function bad(sentence: string): ControlAnswer {
  return { status: 400, value: { error: sentence } };
}
