import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { Handler } from '../http/handler'

/** The description of the workspace's own JSON APIs. */
export const OPEN_API_FILE = fileURLToPath(new URL('../openapi.json', import.meta.url))

export const openApi: Handler = (_req, res) => {
  res.writeHead(200, { 'Content-Type': 'application/json' })
  res.end(readFileSync(OPEN_API_FILE))
}
