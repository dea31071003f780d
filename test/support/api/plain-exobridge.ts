import http from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Another implementation of the API, from its documents alone and sharing nothing with the sandbox: where they leave a
 * choice it takes the other one. Ids are digits, numbers come without `+`, the number is always under `green_vn`, PINs
 * are never told, every answer is chunked on a connection of its own, and authentication fails with 402.
 */
export interface PlainExoBridge {
  readonly env: Readonly<Record<string, string>>;
  /** `METHOD path` and body of every request, in order. */
  readonly requests: readonly { readonly call: string; readonly body: unknown }[];
  readonly charges: readonly string[];
  readonly held: ReadonlyMap<string, Held>;
  close(): Promise<void>;
}

interface Held {
  connection_id: string;
  aparty_numbers: string[];
  bparty_numbers: string[];
  pins: number;
  usage: string;
  flow_id: string | null;
  vn: string;
  isGone: boolean;
}

interface Reply {
  readonly status: number;
  readonly code?: number;
  readonly message?: string;
  readonly data?: object | null;
}

type Body = Readonly<Record<string, unknown>>;

const SID = "acme1m";
const KEY = "3f1c0de";
const TOKEN = "p+l/a=i n:tok%en";
const NUMBER = /^\+[1-9]\d{6,14}$/;
const REGIONS: readonly string[] = ["DL", "MU", "MH", "WB", "AP", "TN", "GJ", "KA", "KL", "RJ", "MP"];

export async function startPlainExoBridge(): Promise<PlainExoBridge> {
  const held = new Map<string, Held>();
  const charges: string[] = [];
  const requests: { call: string; body: unknown }[] = [];
  let issued = 0;

  /** The region shows in the third and fourth digit, the type in the fifth. */
  const freeNumber = (region: string, type: string): string => {
    issued += 1;
    return `+9170${String(10 + REGIONS.indexOf(region))}${type === "landline" ? 1 : 0}${String(issued).padStart(5, "0")}`;
  };

  function choose(wished: Body, typeName: string, strict: boolean): string | Reply {
    const { greenvn, region = "KA", [typeName]: type = "mobile", ...others } = wished;
    const unknown = Object.keys(others).filter((name) => !(typeName === "type" && name === "pin_code"));
    if (unknown.length > 0) return bad(`preferences.${unknown.join()} is not known`);
    if (!REGIONS.includes(String(region))) return { status: 403, code: 15, message: "region not supported" };
    if (type !== "mobile" && type !== "landline") return bad(`preferences.${typeName} is wrong`);
    if (greenvn === undefined) return freeNumber(String(region), type);
    if (typeof greenvn !== "string" || !NUMBER.test(greenvn))
      return { status: 400, code: 16, message: "invalid number" };
    const isTaken = [...held.values()].some(({ vn, isGone }) => vn === greenvn && !isGone);
    if (!isTaken) return greenvn;
    return strict ? { status: 452, code: 4, message: "no free GreenVN" } : freeNumber(String(region), type);
  }

  function create(body: Body): Reply {
    const { connection_id: name, preferences = {}, deallocation_policy: policy, strictness, ...parties } = body;
    const flaw =
      partyFlaw(parties, ["aparty_numbers", "bparty_numbers", "usage"], ["flow_id"]) ?? strictnessFlaw(strictness);
    if (flaw !== null) return flaw;
    if (typeof name !== "string" || name === "") return { status: 400, code: 3, message: "connection_id is mandatory" };
    if (policy !== undefined && !/^\d+[dhms]$/.test(String((policy as Body)["duration"])))
      return bad("deallocation_policy");
    if ([...held.values()].some(({ connection_id, isGone }) => connection_id === name && !isGone))
      return { status: 409, code: 18, message: "Allocation exists for the connection id" };
    const vn = choose(preferences as Body, "type", strictness === "true");
    if (typeof vn !== "string") return vn;
    const id = String(70_000_000_000 + held.size);
    held.set(id, {
      connection_id: name,
      ...(parties as unknown as Pick<Held, "aparty_numbers" | "bparty_numbers" | "usage">),
      pins: countPins(body),
      flow_id: (parties["flow_id"] as string | undefined) ?? null,
      vn,
      isGone: false,
    });
    charges.push("create");
    return told(id);
  }

  function changeVn(id: string, one: Held, body: Body | null): Reply {
    const { strictness, preferences = {}, ...others } = body ?? {};
    if (Object.keys(others).length > 0) return bad(`${Object.keys(others).join()} is not known`);
    const flaw = strictnessFlaw(strictness);
    if (flaw !== null) return flaw;
    const vn = choose(preferences as Body, "number_type", strictness === "true");
    if (typeof vn !== "string") return vn;
    one.vn = vn;
    charges.push("vn");
    return told(id);
  }

  function changeParties(id: string, one: Held, body: Body): Reply {
    const flaw = partyFlaw(body, [], []);
    if (flaw !== null) return flaw;
    if (body["aparty_numbers"] === undefined && body["bparty_numbers"] === undefined)
      return { status: 400, code: 3, message: "numbers are mandatory" };
    Object.assign(one, body, { pins: one.pins + countPins(body) });
    charges.push("call-party");
    return told(id);
  }

  function told(id: string): Reply {
    const one = held.get(id) as Held;
    const bare = (numbers: readonly string[]): string[] => [...numbers].reverse().map((number) => number.slice(1));
    return {
      status: 200,
      data: {
        state: one.isGone ? "vault" : "active",
        green_vn: one.vn.slice(1),
        created_on: "2024-02-30T25:61:00+05:30",
        bparty_pins: [null],
        aparty_pins: [null],
        usage: one.usage,
        bparty_numbers: bare(one.bparty_numbers),
        aparty_numbers: bare(one.aparty_numbers),
        links: { self: null, webhooks: [{}, []] },
        ...(one.flow_id === null ? {} : { flow_id: one.flow_id }),
        greenvn_id: id,
        connection_id: one.connection_id,
      },
    };
  }

  function serve(method: string, path: string, authorization: string, body: Body | null): Reply {
    if (authorization !== `Basic ${Buffer.from(`${KEY}:${TOKEN}`).toString("base64")}`)
      return { status: 402, code: 7, message: "authentication failed" };
    const [, v1, tenants, sid, greenvn, id, call, ...more] = path.split("/");
    const isSettings = greenvn === "settings" && id === undefined;
    if (v1 !== "v1" || tenants !== "tenants" || (greenvn !== "greenvn" && !isSettings) || more.length > 0)
      return { status: 404, message: "no such path" };
    if (sid !== SID) return { status: 403, code: 8, message: "not permitted" };
    if (isSettings)
      return method === "GET"
        ? { status: 200, data: { timezone: "UTC", country: "IN", max_deallocation_time: -1 } }
        : { status: 405, message: "method not allowed" };
    if (id === undefined)
      return method === "POST" && body !== null ? create(body) : { status: 405, message: "method not allowed" };
    const one = held.get(id);
    if (one === undefined) return { status: 404, code: 1, message: "GreenVN not found" };
    if (one.isGone) return { status: 410, code: 22, message: "this GreenVN is already deleted" };
    switch (`${method} ${call ?? ""}`) {
      case "GET ":
        return told(id);
      case "PUT vn":
        return changeVn(id, one, body);
      case "PUT call-party":
        return changeParties(id, one, body ?? {});
      case "DELETE ":
        one.isGone = true;
        return { status: 200, data: null };
      default:
        return { status: 405, message: "method not allowed" };
    }
  }

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const { method = "", url = "" } = request;
      const body = text === "" ? null : (JSON.parse(text) as Body);
      requests.push({ call: `${method} ${url}`, body });
      const reply = serve(method, url, request.headers.authorization ?? "", body);
      const { status, code = null, message = null, data = null } = reply;
      const answer = JSON.stringify({ data, message, code, status, success: status === 200, request_id: "☎" });
      response.writeHead(status, {
        "CONTENT-TYPE": "Application/JSON; Charset=UTF-8",
        "X-RATELIMIT-REMAINING": "∞".length,
        Connection: "close",
      });
      for (let at = 0; at < answer.length; at += 100) response.write(answer.slice(at, at + 100));
      response.end("\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    env: {
      GREENVN_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      GREENVN_ACCOUNT_SID: SID,
      GREENVN_API_KEY: KEY,
      GREENVN_API_TOKEN: TOKEN,
    },
    requests,
    charges,
    held,
    close: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

function bad(message: string): Reply {
  return { status: 400, code: 5, message };
}

function strictnessFlaw(strictness: unknown): Reply | null {
  return strictness === undefined || strictness === "true" || strictness === "false"
    ? null
    : bad("strictness must be a string");
}

function partyFlaw(body: Body, must: readonly string[], more: readonly string[]): Reply | null {
  const allowed = ["aparty_numbers", "bparty_numbers", "aparty_pins", "bparty_pins", "usage", ...more];
  const unknown = Object.keys(body).find((name) => !allowed.includes(name));
  if (unknown !== undefined) return bad(`${unknown} is not known`);
  const missing = must.find((name) => body[name] === undefined);
  if (missing !== undefined) return { status: 400, code: 3, message: `${missing} is mandatory` };
  const [aparty = [], bparty = []] = [body["aparty_numbers"], body["bparty_numbers"]] as (string[] | undefined)[];
  if ([...aparty, ...bparty].some((number) => !NUMBER.test(number)))
    return { status: 400, code: 16, message: "invalid number" };
  if (aparty.some((number) => bparty.includes(number)))
    return { status: 409, code: 14, message: "a number stands on both sides" };
  return null;
}

function countPins(body: Body): number {
  const pins = [body["aparty_pins"], body["bparty_pins"]].flatMap((side) =>
    Array.isArray(side) ? (side as unknown[]) : [],
  );
  if (!pins.every(Number.isSafeInteger)) throw new Error("PINs must be whole numbers");
  return pins.length;
}
