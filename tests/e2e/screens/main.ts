import { chromium } from '@playwright/test'

import { LAUNCH } from '../support/browser'
import { newDataDir, removeDataDir, startOver } from '../support/workspace'
import { indexOf } from '.'
import { writeIndex } from './picture'
import { pictureStates } from './states'
import { pictureWorkspace } from './workspace'

/** `npm run screens -- <part of an id>` makes only the pictures whose id has it. */
async function main([part = '.']: readonly string[]): Promise<void> {
  const only = new RegExp(part)
  const workspace = await startOver(newDataDir())
  const browser = await chromium.launch(LAUNCH)
  try {
    const { states, files } = await pictureStates(browser, workspace.url, only)
    const pages = await pictureWorkspace(browser, workspace.url, only)
    writeIndex(indexOf(states, files, pages))
  } finally {
    await browser.close()
    await workspace.stop()
    removeDataDir(workspace.dataDir)
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
  )
  process.exit(1)
})
