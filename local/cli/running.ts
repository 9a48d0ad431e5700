import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { DEFAULT_ACCOUNTS } from '../config'
import { holderOf } from '../data-lock'
import { LIVE_FOLDER } from '../live/start'

/** A workspace that runs on this machine. */
export interface Running {
  readonly url: string
  /** Whose store it shows. */
  readonly account: string
}

/** The workspaces whose data lies in this folder: the demo's first, then those of real stores (`--live`). */
export function runningIn(dataDir: string): readonly Running[] {
  const at = (folder: string, account: string): readonly Running[] => {
    const url = holderOf(folder)?.url
    return url === undefined ? [] : [{ url, account }]
  }
  // The folder's name is the account's, and after a dot which hosts stayed local.
  const stores = foldersIn(join(dataDir, LIVE_FOLDER)).flatMap(name =>
    at(join(dataDir, LIVE_FOLDER, name), name.split('.', 1)[0] ?? name)
  )
  return [...at(dataDir, DEFAULT_ACCOUNTS[0]), ...stores]
}

function foldersIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir).sort()
  } catch {
    return []
  }
}
