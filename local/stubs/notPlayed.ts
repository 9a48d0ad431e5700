import { lineFor, type StubbedCall } from './stubs'

/** How many different calls are told of; the inspector lists all. */
const MOST = 50

/**
 * Tells once of each call of the app that nothing here plays, and how it can be answered all the same. Calls that differ
 * in an id alone are one.
 *
 * @param file the file of stubs that is in use; null for none
 */
export function createNotPlayed(
  tell: (text: string) => void,
  file: string | null
): (call: StubbedCall, status: number) => void {
  const told = new Set<string>()
  return (call, status) => {
    const key = [call.method, call.host, withoutIds(call.path)].join(' ')
    if (told.has(key) || told.size >= MOST) return
    told.add(key)
    const how = file === null ? 'start with --stubs FILE, a list that has' : `add to ${file}`
    tell(
      `${call.method} ${call.host}${call.path} is not played here: the app was answered ${status}. To answer it, ${how}: ${lineFor(call)}`
    )
  }
}

const withoutIds = (path: string): string =>
  path
    .split('/')
    .map(part => (/\d/.test(part) ? '*' : part))
    .join('/')
