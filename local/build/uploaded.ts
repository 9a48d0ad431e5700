import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { globSync } from 'tinyglobby'

/** What VTEX's command line uploads at all: these files of the root, hidden files of the builders, every folder. */
const TAKEN = ['manifest.json', 'policies.json', '.npmrc', 'node/.*', 'react/.*', '*/**']

/** Never uploaded, regardless of `.vtexignore`. */
const NEVER = [
  '.DS_Store',
  'README.md',
  '.gitignore',
  'package.json',
  'node_modules/**',
  '**/node_modules/**',
  '.git/**',
  'cypress/videos/**',
  'cypress/screenshots/**',
]

/** The files that `vtex link` uploads from the app at `root`, relative to it and in order; empty files are left out. */
export function uploadedFiles(root: string): readonly string[] {
  const ignoreFile = path.join(root, '.vtexignore')
  const ignored = existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8').split('\n') : []
  return globSync(TAKEN, {
    cwd: root,
    ignore: [
      ...ignored
        .map(line => line.trim().replace(/\/$/, '/**'))
        .filter(line => line !== '' && !line.startsWith('#')),
      ...NEVER,
    ],
    followSymbolicLinks: true,
  })
    .filter(file => statSync(path.join(root, file)).size > 0)
    .sort()
}
