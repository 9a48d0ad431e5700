import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Path of a Chromium for the browser tests: the one in CHROMIUM, else one found on the machine, else
 * Debian's package when we are root, else Playwright's own (then null: Playwright knows where it is).
 */
export function findChromium() {
  const found = process.env.CHROMIUM ?? onPath() ?? PLACES.find(place => existsSync(place))
  if (found) return found
  if (process.getuid?.() === 0 && runs('apt-get', ['--version'])) {
    console.log('test: no Chromium found, installing the Debian package')
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] }
    spawnSync('apt-get', ['update', '-q'], quiet)
    spawnSync(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'],
      quiet
    )
    const installed = onPath()
    if (installed) return installed
  }
  console.log("test: no Chromium found, installing Playwright's own")
  const own = spawnSync('npx', ['playwright', 'install', '--with-deps', 'chromium'], {
    stdio: 'inherit',
  })
  if (own.status === 0) return null
  console.error(
    'test: no Chromium could be had. Install Chromium or Google Chrome, or set CHROMIUM to the path of one, then run npm test again.'
  )
  process.exit(1)
}

function onPath() {
  for (const name of NAMES) {
    const which = spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], {
      encoding: 'utf8',
    })
    if (which.status === 0) return which.stdout.split('\n')[0].trim()
  }
  return undefined
}

function runs(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
