import { durationSeconds } from "../duration";
import { NUMBER_TYPES, USAGES } from "../number-type";
import { isE164 } from "../phone-number";
import { isKnownRegion, isRegionCode, regionList } from "../region";
import { isUnknown, type Maybe } from "../unknown";
import { errorAt, type Problem, warningAt } from "./problem";

/** A declared value: absent, null, not known yet, or there. */
export type Declared<T> = Maybe<T> | null | undefined;

/** What a declaration wishes of its number. Every member may be left out. */
export interface DeclaredPreferences {
  readonly greenvn?: Declared<string>;
  readonly region?: Declared<string>;
  readonly numberType?: Declared<string>;
  readonly pinCode?: Declared<string>;
}

/** All that a user declares about one number, whatever declares it: a Terraform resource or a construct. */
export interface Declaration {
  readonly connectionId?: Declared<string>;
  readonly greenvnId?: Declared<string>;
  readonly apartyNumbers?: Declared<readonly Declared<string>[]>;
  readonly bpartyNumbers?: Declared<readonly Declared<string>[]>;
  readonly apartyPins?: Declared<readonly Declared<number | bigint>[]>;
  readonly bpartyPins?: Declared<readonly Declared<number | bigint>[]>;
  readonly apartyPinsWo?: Declared<readonly Declared<number | bigint>[]>;
  readonly bpartyPinsWo?: Declared<readonly Declared<number | bigint>[]>;
  readonly pinsWoVersion?: Declared<number>;
  readonly usage?: Declared<string>;
  readonly preferences?: Declared<DeclaredPreferences>;
  readonly deallocationPolicy?: Declared<{ readonly duration?: Declared<string> }>;
  readonly flowId?: Declared<string>;
}

/** PINs longer than this many digits are allowed, but the API's documents recommend against them. */
export const RECOMMENDED_PIN_DIGITS = 6;

/**
 * Every problem of a declaration at once. What is absent, null or unknown passes: whether it is required is the
 * schema's word.
 */
export function checkDeclaration(declared: Declaration): Problem[] {
  return [
    checkText(["connectionId"], declared.connectionId),
    checkText(["greenvnId"], declared.greenvnId),
    checkParty(["apartyNumbers"], declared.apartyNumbers),
    checkParty(["bpartyNumbers"], declared.bpartyNumbers),
    checkBothSides(declared),
    checkPins(["apartyPins"], declared.apartyPins),
    checkPins(["bpartyPins"], declared.bpartyPins),
    checkPinsAcross(["bpartyPins"], declared.apartyPins, declared.bpartyPins),
    checkPins(["apartyPinsWo"], declared.apartyPinsWo),
    checkPins(["bpartyPinsWo"], declared.bpartyPinsWo),
    checkPinsAcross(["bpartyPinsWo"], declared.apartyPinsWo, declared.bpartyPinsWo),
    checkWriteOnlyPins(declared),
    checkOneOf(["usage"], declared.usage, USAGES),
    checkPreferences(declared.preferences),
    checkDeallocationPolicy(declared.deallocationPolicy),
    checkText(["flowId"], declared.flowId),
  ].flat();
}

function checkPreferences(preferences: Declaration["preferences"]): Problem[] {
  if (!isThere(preferences)) return [];
  return [
    ...checkNumber(["preferences", "greenvn"], preferences.greenvn),
    ...checkRegion(preferences.region),
    ...checkOneOf(["preferences", "numberType"], preferences.numberType, NUMBER_TYPES),
    ...checkText(["preferences", "pinCode"], preferences.pinCode),
  ];
}

function checkRegion(region: Declared<string>): Problem[] {
  const path = ["preferences", "region"];
  if (!isThere(region) || isKnownRegion(region)) return [];
  if (!isRegionCode(region))
    return [errorAt(path, `is not a region; use the two capitals of one: ${regionList}`, region)];
  return [
    warningAt(
      path,
      `is no region that this version knows (${regionList}); it is sent as it is, since regions are added over time`,
      region,
    ),
  ];
}

function checkParty(path: readonly string[], numbers: Declaration["apartyNumbers"]): Problem[] {
  if (!isThere(numbers)) return [];
  if (numbers.length === 0) return [errorAt(path, "needs at least one number")];
  return numbers.flatMap((number) =>
    number === null || number === undefined
      ? [errorAt(path, "holds null; every element must be a number in E.164, such as +919876543210")]
      : checkNumber(path, number),
  );
}

function checkNumber(path: readonly string[], number: Declared<string>): Problem[] {
  if (!isThere(number) || isE164(number)) return [];
  return [
    errorAt(
      path,
      "is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210",
      number,
    ),
  ];
}

function checkBothSides(declared: Declaration): Problem[] {
  const bparty = new Set(known(declared.bpartyNumbers));
  return known(declared.apartyNumbers)
    .filter((number) => bparty.has(number))
    .map((number) =>
      errorAt(["bpartyNumbers"], "stands among the A-party numbers too; a number may be on one side only", number),
    );
}

// PINs are secret: their problems never show a value.
function checkPins(path: readonly string[], pins: Declaration["apartyPins"]): Problem[] {
  if (!isThere(pins)) return [];
  const declared = pins.filter((pin) => !isUnknown(pin));
  const large = declared.some(isTooLarge);
  const wrong = declared.some((pin) => !isPin(pin) && !isTooLarge(pin));
  const long = known(pins).some((pin) => isPin(pin) && String(pin).length > RECOMMENDED_PIN_DIGITS);
  return [
    ...(wrong ? [errorAt(path, "holds a value that is no PIN; every PIN is a whole number above 0")] : []),
    ...(large
      ? [
          errorAt(
            path,
            `holds a PIN above ${Number.MAX_SAFE_INTEGER}, which can not be sent exactly; write a smaller one`,
          ),
        ]
      : []),
    ...(new Set(known(pins)).size < known(pins).length
      ? [errorAt(path, "holds one PIN twice; every PIN must be unique")]
      : []),
    ...(long
      ? [
          warningAt(
            path,
            `holds a PIN of more than ${RECOMMENDED_PIN_DIGITS} digits; ` +
              `ExoBridge recommends ${RECOMMENDED_PIN_DIGITS} at most`,
          ),
        ]
      : []),
  ];
}

function checkPinsAcross(
  path: readonly string[],
  aparty: Declaration["apartyPins"],
  bparty: Declaration["bpartyPins"],
): Problem[] {
  const others = new Set(known(bparty).map(String));
  const shared = known(aparty).some((pin) => others.has(String(pin)));
  return shared ? [errorAt(path, "shares a PIN with the A-party side; PINs must be unique across both sides")] : [];
}

/** PINs are either kept in state or write-only, and those that are have a version. */
function checkWriteOnlyPins(declared: Declaration): Problem[] {
  const { pinsWoVersion: version } = declared;
  const kept = (["apartyPins", "bpartyPins"] as const).filter((name) => isThere(declared[name]));
  const sent = (["apartyPinsWo", "bpartyPinsWo"] as const).filter((name) => isThere(declared[name]));
  const beside = (name: keyof Declaration) =>
    errorAt(
      [name],
      "can't stand beside aparty_pins or bparty_pins: PINs are either kept in state by these, or write-only",
    );
  const needsVersion = (name: keyof Declaration) =>
    errorAt([name], "needs pins_wo_version: a whole number whose change says that these PINs are to be sent");
  return [
    ...(kept.length > 0 ? sent.map(beside) : []),
    ...(kept.length > 0 && sent.length === 0 && isThere(version) ? [beside("pinsWoVersion")] : []),
    ...(version === null || version === undefined ? sent.map(needsVersion) : []),
    ...(isThere(version) && !Number.isSafeInteger(version)
      ? [errorAt(["pinsWoVersion"], "is not a whole number that can be kept exactly")]
      : []),
  ];
}

function isPin(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

/** Beyond what JSON's numbers hold exactly everywhere: the API might be told another PIN. */
function isTooLarge(value: unknown): boolean {
  // Also a bigint, or an exact decimal.
  return Number(value) > Number.MAX_SAFE_INTEGER;
}

function checkDeallocationPolicy(policy: Declaration["deallocationPolicy"]): Problem[] {
  if (!isThere(policy)) return [];
  const { duration } = policy;
  if (!isThere(duration) || durationSeconds(duration) !== null) return [];
  return [
    errorAt(
      ["deallocationPolicy", "duration"],
      "is not a duration; write a whole number above 0 and d, h, m or s, such as 30d, 12h, 10m or 600s",
      duration,
    ),
  ];
}

function checkOneOf(path: readonly string[], value: Declared<string>, allowed: readonly string[]): Problem[] {
  if (!isThere(value) || allowed.includes(value)) return [];
  return [errorAt(path, `must be one of ${allowed.map((word) => JSON.stringify(word)).join(", ")}`, value)];
}

function checkText(path: readonly string[], text: Declared<string>): Problem[] {
  return isThere(text) && text.trim() === ""
    ? [errorAt(path, "must not be empty; leave it out where nothing is meant", text)]
    : [];
}

function isThere<T>(value: Declared<T>): value is T {
  return value !== null && value !== undefined && !isUnknown(value);
}

function known<T>(values: Declared<readonly Declared<T>[]>): T[] {
  return isThere(values) ? values.filter(isThere<T>) : [];
}
