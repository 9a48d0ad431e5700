import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'

import { ROOT } from '../root'
import { whenPipeCloses } from '../terminal/closedPipe'

import { runCli } from './run'
import { runningIn } from './running'

const { stdin, stdout, stderr } = process
const isTty = stdout.isTTY

// The command itself is done, so it ends with its own code.
for (const stream of [stdout, stderr]) whenPipeCloses(stream, () => undefined)

runCli(process.argv.slice(2), {
  env: process.env,
  isTty,
  out: text => void stdout.write(text),
  err: text => void stderr.write(text),
  running: () => runningIn(join(ROOT, '.local')),
  confirm:
    isTty && stdin.isTTY
      ? async question => {
          const asking = createInterface({ input: stdin, output: stdout })
          const answer = await asking.question(question)
          asking.close()
          return /^(y|yes|s|sim|si|sí)$/i.test(answer.trim())
        }
      : undefined,
}).then(
  code => (process.exitCode = code),
  (error: unknown) => {
    stderr.write(`${String(error)}\n`)
    process.exitCode = 1
  }
)
