/**
 * The address that a request came from: the first of `x-forwarded-for`, which the platform's router sets.
 * Null when there is none, or something that is no address.
 */
export function addressOf(forwardedFor: string): string | null {
  const first = forwardedFor.split(',')[0]?.trim() ?? ''
  return /^[0-9a-f.:]{2,45}$/i.test(first) ? first : null
}
