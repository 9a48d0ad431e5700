/* oxlint-disable no-console -- a command: it says what it did. */
import { ROOT } from '../workspace'

import { linkApp } from './index'

async function main(): Promise<number> {
  const start = Date.now()
  const { uploaded, failures } = await linkApp(ROOT, console.log)
  if (process.argv.includes('--files')) console.log(uploaded.files.join('\n'))
  for (const failure of failures) console.error(failure)
  const seconds = ((Date.now() - start) / 1_000).toFixed(1)
  const verdict = failures.length === 0 ? 'ok' : 'FAILED'
  console.log(
    `link:check: ${uploaded.files.length} files, ${(uploaded.bytes / 1e6).toFixed(2)} MB, ${seconds} s: ${verdict}`
  )
  return failures.length === 0 ? 0 : 1
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    console.error(error)
    process.exit(2)
  }
)
