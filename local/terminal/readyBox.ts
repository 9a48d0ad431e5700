import { CLOCK_CONSOLE } from '../clock/console'
import { DEVELOPMENT } from '../config'
import { consolesOf } from '../console/offered'
import { INSPECTOR } from '../inspector'
import { MAILBOX } from '../mailbox'
import { TIMELINE } from '../timeline/page'
import { TOUR } from '../tour/page'
import type { RunningApp } from '../workspace'

/** What the terminal says about a workspace that runs. */
export interface Running {
  readonly url: string
  readonly account: string
  /** How this workspace was started, as far as it decides whose data is deleted by `--reset` behind it. */
  readonly command: string
  /** The path of the first page to look at. */
  readonly home: string
  readonly app: RunningApp
  /** Whether there is a page with every state of the app's pages. */
  readonly states: boolean
  /** As the person at the terminal may open it: relative to where `npm start` runs. */
  readonly dataDir: string
  readonly users: readonly { readonly email: string; readonly may: string }[]
}

/** The workspace's own pages, in the order in which a newcomer meets them. */
const CONSOLES = [
  ['Tour', TOUR, 'tour'],
  ['Store console', '/console/store', 'store'],
  ['Carrefour console', '/console/carrefour', 'carrefour'],
  ['Timeline', TIMELINE, 'timeline'],
  ['Mailbox', MAILBOX, 'mail'],
  ['Clock', CLOCK_CONSOLE, 'clock'],
  ['Inspector', INSPECTOR, 'inspector'],
] as const

/**
 * Everything that somebody needs who has just started the workspace, and `ready:` with the first address for
 * programs that wait for it.
 */
export function readyBox(running: Running): string {
  const { url, account, command, home, states, dataDir, users } = running
  const { id, others, pages, routes, reach, plugins, told } = running.app
  const developer = new URL(url)
  developer.hostname = `${DEVELOPMENT}--${account}.localhost`
  const offered = consolesOf({ isOwnApp: states, played: plugins })
  const consoles = CONSOLES.filter(([, , console]) => offered.includes(console))
  return [
    '',
    ...(told.length === 0
      ? []
      : [
          `  ${[id, ...others].join(', ')}: what is not played here, or VTEX would refuse`,
          ...told.map(bullet),
          '',
        ]),
    `ready: ${url}${home}`,
    '',
    ...columns(pages.map(([name, path]) => [name, url + path])),
    ...columns(consoles.map(([name, path]) => [name, url + path])),
    ...columns(states ? [['States of the pages', `${url}/admin/states`]] : []),
    ...columns(routes.map(path => ['Route', url + path])),
    ...columns(reach.map(([kind, what]) => [kind, what.replace(/^POST /, `POST ${url}`)] as const)),
    ...columns(
      reach.some(([kind]) => kind === 'Hears')
        ? [['Send an event', `${url}${INSPECTOR}, or POST ${url}/_local/events`]]
        : []
    ),
    ...columns([['Workspace of a developer', developer.origin + home]]),
    '',
    '  Users (no password):',
    ...columns(users.map(({ email, may }) => [email, may])),
    '',
    ...columns([
      ['App', id],
      ...others.map(one => ['Beside it', one] as const),
      ['Data', `${dataDir} (log of the service: ${dataDir}/service.log)`],
      ['Stop', 'Ctrl-C; the data stays'],
      ['Start afresh', `${command} --reset`],
      ['Options', 'npm start -- --help'],
    ]),
    '',
    '',
  ].join('\n')
}

const WIDTH = 28

const columns = (rows: readonly (readonly [string, string])[]): string[] =>
  rows.map(([name, value]) => `  ${name.padEnd(WIDTH)}${value}`)

const bullet = (text: string): string => `  - ${text.replaceAll('\n', '\n    ')}`
