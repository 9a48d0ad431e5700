import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'

import { openDatabase } from '../database'

/** The name of a workspace's database in its data folder. */
const DATABASE = 'workspace.db'

/**
 * Names a database in which the demo is set up (`setUpDemo.ts`); `npm test` makes one for all its steps, because setting
 * it up takes ten times as much work as starting a workspace over it. Its time was the real one, so it also suits a
 * workspace whose time runs faster.
 */
const MADE = 'DEMO_DATABASE'

/** Puts that database into an empty data folder; without one the workspace sets up the demo itself. */
export function beginWithDemo(dataDir: string): boolean {
  const made = process.env[MADE]
  if (made === undefined || !existsSync(made)) return false
  copyFileSync(made, join(dataDir, DATABASE))
  return true
}

/** Copies the database of a running workspace into a new file. */
export function copyDatabase(dataDir: string, file: string): void {
  const db = openDatabase(join(dataDir, DATABASE))
  try {
    db.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`)
  } finally {
    db.close()
  }
}
