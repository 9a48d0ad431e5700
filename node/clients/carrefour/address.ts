export interface Address {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The full address of an operation. VTEX IO calls the outside through a proxy that speaks plain http and
 * is told by a header to go on with https.
 *
 * @param base saved address: https, or http on loopback; its own path is kept
 * @param path below `/api`, beginning with a slash
 */
export function addressOf(base: string, path: string): Address {
  const isHttps = base.startsWith('https://')
  return {
    url: `${isHttps ? base.replace(/^https:/, 'http:') : base}/api${path}`,
    headers: isHttps ? { 'X-Vtex-Use-Https': 'true' } : {},
  }
}
