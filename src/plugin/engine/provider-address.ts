/**
 * Whether two provider addresses mean the same provider. Terraform writes `HOST/NAMESPACE/TYPE`; OpenTofu may shorten
 * it to its last segments, and mirrors change the host: namespace and type are compared, as far as both are given.
 */
export function sameProvider(ours: string, theirs: string): boolean {
  const [type, namespace] = ours.split("/").reverse();
  const [theirType, theirNamespace] = theirs.split("/").reverse();
  return (
    type !== undefined &&
    type === theirType &&
    (theirNamespace === undefined || namespace === undefined || namespace === theirNamespace)
  );
}
