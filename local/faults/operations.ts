import { LIVE_ROUTES } from '../live/routes'

/** An operation of a part, as rules and the inspector name it. */
interface OperationRow {
  readonly name: string
  readonly part: string
  readonly method: RegExp
  readonly path: RegExp
}

const ANY = /^/

const row = (name: string, part: string, method: string, path: string): OperationRow => ({
  name,
  part,
  method: method === '' ? ANY : new RegExp(`^(?:${method})$`),
  path: new RegExp(path),
})

/** The vendors' operations stand in the table of real hosts; those of the platform's own services are ours to name. */
const ROWS: readonly OperationRow[] = [
  ...LIVE_ROUTES.map(({ host, method, template, operation }) =>
    row(operation, host, method, `^${template.replace(/\{\w+\}/g, '[^/]+')}$`)
  ),
  row('read file', 'vbase', 'GET|HEAD', '/files/'),
  row('save file', 'vbase', 'PUT', '/files/'),
  row('remove file', 'vbase', 'DELETE', '/files/'),
  row('list files', 'vbase', 'GET', '/files$'),
  row('read document', 'masterdata', 'GET', '/documents/'),
  row('save document', 'masterdata', 'PUT|PATCH|POST', '/documents'),
  row('remove document', 'masterdata', 'DELETE', '/documents/'),
  row('search', 'masterdata', 'GET', '/search$'),
  row('scroll', 'masterdata', 'GET', '/scroll$'),
  row('schemas', 'masterdata', '', '/schemas'),
  row('read settings', 'apps', 'GET', '/settings$'),
  row('save settings', 'apps', 'PUT', '/settings$'),
  row('send event', 'events', '', ''),
  row('schedule', 'scheduler', '', ''),
  row('rights', 'license-manager', '', ''),
  row('mail', 'mail', '', ''),
  row('token', 'vtexid', '', ''),
  row('tick', 'router', '', '/tick$'),
  row('webhook', 'router', '', '/notify/'),
]

/** Every name, for authors of rules. */
export const OPERATION_NAMES: readonly string[] = [...new Set(ROWS.map(({ name }) => name))]

/** The calls that have this name. */
export const operationsNamed = (
  name: string
): readonly { readonly part: string; readonly method: RegExp }[] =>
  ROWS.filter(one => one.name === name)

/** What a call to a part asks for; null when it has no name here. */
export function operationOf(part: string, method: string, path: string): string | null {
  const { 0: plain = '' } = path.split('?', 1)
  const found = ROWS.find(
    one => one.part === part && one.method.test(method) && one.path.test(plain)
  )
  return found?.name ?? null
}
