/** cdktf knows no functions of a provider: only the neighbour of this folder exports what calls them. */
export {};
