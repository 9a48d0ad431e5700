/* oxlint-disable no-console -- a command: it says what it did. */
import { renameSync } from 'node:fs'

import { copyDatabase } from './demoDatabase'
import { endWorkspaces, withWorkspace } from './withWorkspace'

const SET_UP = '{ carrefourConnection { pending success } }'

/** Sets up the demo once and puts its database into a new file, with which many workspaces can begin (`demoDatabase.ts`). */
async function main([file]: readonly string[]): Promise<void> {
  if (file === undefined) throw new Error('setUpDemo.ts needs the file to make')
  const start = Date.now()
  try {
    await withWorkspace(async workspace => {
      const answer = JSON.stringify(await workspace.ask(SET_UP))
      if (!/"pending":0,"success":[1-9]/.test(answer)) throw new Error(`Not set up: ${answer}`)
      // Whoever looks for it meanwhile finds all of it or nothing.
      copyDatabase(workspace.dataDir, `${file}.part`)
      renameSync(`${file}.part`, file)
    }, 0)
  } finally {
    await endWorkspaces()
  }
  console.log(`The demo is set up: ${((Date.now() - start) / 1_000).toFixed(1)} s`)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
