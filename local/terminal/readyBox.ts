import { DEVELOPMENT } from '../config'
import { MAILBOX } from '../mailbox'
import { HOME_PATH } from '../origin'

/** What the terminal says about a workspace that runs. */
export interface Running {
  readonly url: string
  readonly account: string
  /** As the person at the terminal may open it: relative to where `npm start` runs. */
  readonly dataDir: string
  readonly users: readonly { readonly email: string; readonly may: string }[]
}

/** The pages that a newcomer may open, in the order in which they are met. */
export const PAGES = [
  ['Inventory', HOME_PATH],
  ['Integrations', '/admin/carrefour-inventory/integrations'],
  ['Store console', '/console/store'],
  ['Carrefour console', '/console/carrefour'],
  ['Mailbox', MAILBOX],
  ['States of the pages', '/admin/states'],
] as const

/**
 * Everything that somebody needs who has just started the workspace, and `ready:` with the first address for
 * programs that wait for it.
 */
export function readyBox({ url, account, dataDir, users }: Running): string {
  const developer = new URL(url)
  developer.hostname = `${DEVELOPMENT}--${account}.localhost`
  return [
    '',
    `ready: ${url}${HOME_PATH}`,
    '',
    ...columns(PAGES.map(([name, path]) => [name, url + path])),
    ...columns([['Workspace of a developer', developer.origin + HOME_PATH]]),
    '',
    '  Users (no password):',
    ...columns(users.map(({ email, may }) => [email, may])),
    '',
    ...columns([
      ['Data', `${dataDir} (log of the service: ${dataDir}/service.log)`],
      ['Stop', 'Ctrl-C; the data stays'],
      ['Start afresh', 'npm start -- --reset'],
      ['Options', 'npm start -- --help'],
    ]),
    '',
    '',
  ].join('\n')
}

const WIDTH = 28

const columns = (rows: readonly (readonly [string, string])[]): string[] =>
  rows.map(([name, value]) => `  ${name.padEnd(WIDTH)}${value}`)
