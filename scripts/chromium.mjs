import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Chromium without the window around the page. */
const SHELL = 'chromium-headless-shell'
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Path of a Chromium: the one in CHROMIUM, else one found on the machine, else Debian's package when we are root, else
 * Playwright's own (then null: Playwright knows where it is). With `shellFirst` it is the headless shell where there is
 * one, which does the same work in the page with a fifth less of the processor's time; what is measured or pictured
 * takes the whole browser.
 */
export function findChromium({ shellFirst = false } = {}) {
  const names = shellFirst ? [SHELL, ...NAMES] : NAMES
  const found = process.env.CHROMIUM ?? onPath(names) ?? PLACES.find(place => existsSync(place))
  if (found) return found
  if (process.getuid?.() === 0 && runs('apt-get', ['--version'])) {
    console.log('test: no Chromium found, installing the Debian package')
    spawnSync('apt-get', ['update', '-q'], QUIET)
    // An older Debian has no package of the shell alone.
    for (const name of shellFirst ? [SHELL, 'chromium'] : ['chromium']) {
      const wanted = ['--no-install-recommends', name, 'fonts-liberation']
      spawnSync('apt-get', ['install', '-y', '-q', ...wanted], QUIET)
      const installed = onPath(names)
      if (installed) return installed
    }
  }
  console.log("test: no Chromium found, installing Playwright's own")
  const part = shellFirst ? ['--only-shell'] : []
  const own = spawnSync('npx', ['playwright', 'install', '--with-deps', ...part, 'chromium'], {
    stdio: 'inherit',
  })
  if (own.status === 0) return null
  console.error(
    'test: no Chromium could be had. Install Chromium or Google Chrome, or set CHROMIUM to the path of one, then run npm test again.'
  )
  process.exit(1)
}

const QUIET = { stdio: ['ignore', 'ignore', 'inherit'] }

function onPath(names) {
  for (const name of names) {
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
