/** The oldest that the provider runs with. */
export const OLDEST = { terraform: "1.5", tofu: "1.6" } as const;
export const OLDEST_NODE = 20;
