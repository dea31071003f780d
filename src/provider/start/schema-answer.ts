/**
 * Terraform's `GetProviderSchemaResponse`, encoded: the build puts it in the place of this file. Null: it is not built.
 */
export const SCHEMA_ANSWER: Uint8Array | null = null;
