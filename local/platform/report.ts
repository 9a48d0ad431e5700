import type { Note } from './router/relay'

/** Failures with different words that are said aloud; every one is noted. */
const MOST = 50

const FROM_THE_APP = '. What the app said of it is in service.log'

/**
 * Says a failure of the service aloud the first time, and notes it each time after that: whoever develops an app looks at
 * the terminal, and a schedule may fail every minute.
 *
 * @param end what follows the words that are said aloud
 */
export function createReport(tell: Note, note: Note, end = FROM_THE_APP): Note {
  const said = new Set<string>()
  return text => {
    if (said.has(text) || said.size >= MOST) return note(text)
    said.add(text)
    tell(text + end)
  }
}
