import { applyResourceChange } from "./apply-resource-change";
import { configure } from "./configure-provider";
import { getFunctions, getResourceIdentitySchemas } from "./empty-answers";
import { getMetadata } from "./get-metadata";
import { getProviderSchema } from "./get-provider-schema";
import { importResourceState } from "./import-resource-state";
import { moveResourceState } from "./move-resource-state";
import { planResourceChange } from "./plan-resource-change";
import { readDataSource } from "./read-data-source";
import { readResourceState } from "./read-resource";
import type { Rpc } from "./rpc";
import { stopProvider } from "./stop-provider";
import { upgradeResourceState } from "./upgrade-resource-state";
import { validateDataSource, validateProvider, validateResource } from "./validate-config";

/** Every call that is served. Terraform takes the others, being unimplemented, for features that are not there. */
export function providerRpcs(): readonly Rpc[] {
  return [
    getMetadata(),
    getProviderSchema(),
    validateProvider(),
    validateResource(),
    validateDataSource(),
    upgradeResourceState(),
    configure(),
    readResourceState(),
    planResourceChange(),
    applyResourceChange(),
    importResourceState(),
    moveResourceState(),
    readDataSource(),
    getFunctions(),
    getResourceIdentitySchemas(),
    stopProvider(),
  ];
}
