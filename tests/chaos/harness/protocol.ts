import type { World } from '../world'

/** How the workspace of a run is started. */
export interface HostOptions {
  readonly accounts: readonly string[]
  readonly dataDir: string
  readonly replicas: number
  /** Whether the first account's store is the demo's, set up at the start. */
  readonly demo?: boolean
  /** Whether the platform has the speed and the limits of the cloud. */
  readonly cloud?: boolean
  /** Another build of the service. */
  readonly appDir?: string
  /** Whose calls are recorded whole: Carrefour's, or those of every vendor whose API is described. */
  readonly keeps: 'carrefour' | 'described' | 'none'
  /** Whether the replicas' memory is watched. */
  readonly measures?: boolean
}

/** What was measured since the workspace started. */
export interface Figures {
  /** Milliseconds of the workspace's time. */
  readonly longestHandler: number
  /** Calls of each of the service's handlers that do work. */
  readonly handlerCalls: readonly (readonly [handler: string, calls: number])[]
  /** Highest resident memory of a replica, in MB. */
  readonly highestMemory: number
  /** Milliseconds of processor time of all replicas; null where it cannot be told. */
  readonly replicaCpu: number | null
  /** Outbound calls by part and method. */
  readonly counts: readonly (readonly [string, number])[]
}

/** The workspace's processes, and what lets somebody past its gateway. */
export interface Processes {
  /** Of the workspace itself. */
  readonly pid: number
  readonly replicas: readonly { readonly port: number; readonly pid: number }[]
  /** The app's token for an account, which the platform hands over with every request. */
  readonly credential: string
}

/** What the harness may ask of the workspace's process. */
export type HostCommand =
  | { readonly kind: 'furnish'; readonly world: World }
  | { readonly kind: 'addSkus'; readonly world: World }
  | { readonly kind: 'fillLedger'; readonly world: World }
  | { readonly kind: 'ledgerRow'; readonly account: string; readonly skuId: string }
  | { readonly kind: 'figures' }
  | { readonly kind: 'processes'; readonly account: string }
  | { readonly kind: 'kill'; readonly replica: number }
  | { readonly kind: 'scheduler'; readonly on: boolean }
  | {
      readonly kind: 'event'
      readonly account: string
      readonly key: string
      readonly body: unknown
    }
  | { readonly kind: 'searchLag'; readonly ms: number }
  /** How late the workspace's process was let go on since it started. */
  | { readonly kind: 'lag' }
  | { readonly kind: 'calls' }
  | { readonly kind: 'stop' }

/** A command with the number that its answer carries. */
export type HostRequest = HostCommand & { readonly id: number }

/** What the workspace's process tells. */
export type HostAnswer =
  | { readonly ready: string }
  | { readonly failed: string }
  | { readonly id: number; readonly value: unknown }
