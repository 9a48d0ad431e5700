/** How long one kind of call takes, and how many an account may make. */
export interface CallProfile {
  /** The part as the call log names it. */
  part: string
  /** Only calls whose `METHOD /path` begins with this; any when left out. The first that fits counts. */
  begins?: RegExp
  /** Shortest and longest time before the call is answered, in milliseconds. */
  latencyMs: readonly [shortest: number, longest: number]
  /** Where the figures come from. */
  source: string
}

/** Calls that all count together; beyond the limit the answer is 429 without Retry-After. */
export interface RateLimit {
  part: string
  perSecond: number
  source: string
}

/** How the platform behaves in a place. */
export interface PlatformProfile {
  calls: readonly CallProfile[]
  limits: readonly RateLimit[]
  /** How long Master Data's search lags behind documents, in milliseconds. */
  searchLagMs: readonly [shortest: number, longest: number]
}

/**
 * The cloud, as far as anybody outside it can say. VTEX publishes no latencies and no limits for these services;
 * each figure says where it comes from, and this is the one place to correct it.
 */
export const CLOUD: PlatformProfile = {
  calls: [
    {
      part: 'masterdata',
      begins: /^GET \/api\/dataentities\/[^/]+\/(search|scroll)/,
      latencyMs: [100, 300],
      source: 'assumed; seen in public apps’ logs as "some hundred ms"',
    },
    { part: 'masterdata', latencyMs: [60, 150], source: 'assumed: a document by id' },
    { part: 'vbase', latencyMs: [20, 60], source: 'assumed: an internal service of VTEX IO' },
    { part: 'apps', latencyMs: [20, 60], source: 'assumed: as VBase' },
    { part: 'events', latencyMs: [20, 60], source: 'assumed: as VBase' },
    {
      part: 'store',
      begins: /^POST \/api\/checkout\/pub\/orderForms\/simulation/,
      latencyMs: [200, 600],
      source:
        'assumed; an external seller has 2.5 s for the same question (VTEX skill on catalog sync)',
    },
    { part: 'store', latencyMs: [80, 250], source: 'assumed: catalog and logistics, one object' },
    { part: 'license-manager', latencyMs: [50, 150], source: 'assumed' },
    { part: 'vtexid', latencyMs: [50, 150], source: 'assumed' },
    { part: 'scheduler', latencyMs: [100, 300], source: 'assumed' },
    { part: 'mail', latencyMs: [100, 400], source: 'assumed' },
    {
      part: 'carrefour',
      latencyMs: [300, 2_000],
      source: 'assumed: a Mirakl operator over the internet',
    },
  ],
  limits: [
    {
      part: 'masterdata',
      perSecond: 50,
      source: 'assumed; VTEX advises 5 to 10 calls at once and about 400 ms between bulk calls',
    },
  ],
  searchLagMs: [1_000, 3_000],
}
