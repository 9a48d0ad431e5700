/** Most addresses of a chain that are kept. */
const MOST = 5

/**
 * The addresses that a request names as its way here, in the order of `x-forwarded-for`: the caller can begin
 * the chain as it likes, each hop adds the one that it saw. What VTEX's edge takes out is not documented, so
 * the chain is kept as claimed, its last hops when it is long. Null when there is no address in it.
 */
export function addressesOf(forwardedFor: string): string | null {
  const hops = forwardedFor
    .slice(-500)
    .split(',')
    .map(hop => hop.trim())
    .filter(hop => /^[0-9a-f.:]{2,45}$/i.test(hop))
    .slice(-MOST)
  return hops.length > 0 ? hops.join(', ') : null
}
