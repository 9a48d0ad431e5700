import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'

/**
 * `npm test` three times while other processes keep every core busy: a test that passes only on an idle machine is a
 * fault. `npm run test:stress -- jest browser` takes only these steps.
 */
const RUNS = 3

const burners = Array.from({ length: availableParallelism() }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })
)
const stop = () => burners.forEach(burner => burner.kill('SIGKILL'))
process.on('exit', stop)
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

const runOnce = () =>
  new Promise(resolve => {
    const args = [path.join(import.meta.dirname, 'test.mjs'), ...process.argv.slice(2)]
    spawn(process.execPath, args, { stdio: 'inherit' }).on('close', resolve)
  })

const told = []
let failed = 0
for (let run = 1; run <= RUNS; run += 1) {
  const start = Date.now()
  const code = await runOnce()
  if (code !== 0) failed += 1
  told.push(
    `run ${run}: ${code === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - start) / 1000)} s`
  )
}
console.log(`\n${burners.length} busy processes beside it\n${told.join('\n')}`)
process.exit(failed === 0 ? 0 : 1)
