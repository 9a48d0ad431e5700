import type { Handler } from './handler'

/** Where a request to a host goes. */
export interface Upstream {
  /** The part's name in the call log and for faults. */
  part: string
  handle: Handler
  /** Whether the app needs an `outbound-access` policy to call it. */
  outbound: boolean
}

/** Finds what answers for a host (without port) and a path; undefined for a host that is not emulated. */
export type ResolveHost = (host: string, path: string) => Upstream | undefined

/** A host name without port, lower case. */
export function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase()
}

/** Whether a host name is this machine itself; names below `localhost` always are (RFC 6761). */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  )
}
