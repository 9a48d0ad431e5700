import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { ROOT } from '../../local/workspace'
import { tellFailure } from './tell'
import type { RunResult } from './run'

/** Writes down what is known of a run, under a name; answers the file. */
export function keepEvidence(name: string, result: RunResult): string {
  const folder = path.join(ROOT, '.build/chaos')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${name}.txt`)
  const calls = [...result.calls]
    .sort((a, b) => a.at - b.at)
    .map(({ at, account, method, path: to, status, key }) =>
      [new Date(at).toISOString(), account, method, to, status, key].join(' ')
    )
  writeFileSync(file, [tellFailure(result), ...calls, result.log].join('\n'))
  return file
}
