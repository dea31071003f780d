import { PROVIDER_ADDRESS, PROVIDER_TYPE } from "../../domain/provider-address";
import { type JsonObject, type JsonReader, member } from "./json-reader";

/**
 * The keys of the provider configurations, in whatever module, whose `api_token` is written in the configuration
 * itself: the plan holds it in clear text. A token that comes by a variable is a reference, and not found here.
 */
export function literalTokens(plan: JsonObject, reader: JsonReader): string[] {
  const configuration = reader.object(member(plan, "configuration"), "configuration");
  const providers = reader.object(member(configuration, "provider_config"), "configuration.provider_config") ?? {};
  return Object.keys(providers).filter((key) => {
    const provider = reader.object(providers[key], `configuration.provider_config.${key}`);
    if (provider === null || !isOurs(provider)) return false;
    const expressions = reader.object(
      member(provider, "expressions"),
      `configuration.provider_config.${key}.expressions`,
    );
    const token = reader.object(
      member(expressions, "api_token"),
      `configuration.provider_config.${key}.expressions.api_token`,
    );
    return token !== null && isLiteral(token);
  });
}

function isOurs(provider: JsonObject): boolean {
  const address = member(provider, "full_name");
  return address === undefined ? member(provider, "name") === PROVIDER_TYPE : address === PROVIDER_ADDRESS;
}

// A function over literals has neither a constant nor a reference: sensitive("…") is as literal as "…".
function isLiteral(token: JsonObject): boolean {
  if (Object.hasOwn(token, "references")) return false;
  return !Object.hasOwn(token, "constant_value") || token["constant_value"] !== null;
}
