import { isDeepStrictEqual } from 'util'
import type { Ports } from '../ports'
import type { Configurations, Dismissals, Jobs } from '../ports/stores'
import { MINUTE } from '../shared/time'
import {
  type Copied,
  type Copy,
  type CopyName,
  withCopy,
  withoutCopy,
  writersOf,
} from './summary.logic'

/** Where the copies are. */
type Place = Pick<Ports, 'summary' | 'clock' | 'ids' | 'log'>

/** The stores whose files are copied. */
type Originals = Pick<Ports, 'jobs' | 'dismissals' | 'configurations'>

/** The stores, which keep the summary's copies current with each write. */
export const withCopies = <T extends Originals & Place>(ports: T): T => ({
  ...ports,
  jobs: copiedJobs(ports, ports.jobs),
  dismissals: copiedDismissals(ports, ports.dismissals),
  configurations: copiedConfigurations(ports, ports.configurations),
})

const copiedJobs = (place: Place, jobs: Jobs): Jobs => ({
  read: () => jobs.read(),
  prepare: () => jobs.prepare(),
  async update(change) {
    // Most changes of the engine change nothing: then the copy stays.
    const before = await jobs.read()
    const after = change(before)
    if (after === null) return null
    if (isDeepStrictEqual(after, before)) return before
    const { result, again } = await writing(
      place,
      'jobs',
      () => jobs.update(change),
      () => jobs.read()
    )
    await again()
    return result
  },
  async updateNow(change) {
    const { result, again } = await writing(
      place,
      'jobs',
      () => jobs.updateNow(change),
      () => jobs.read()
    )
    void again()
    return result
  },
  saveChunk: (...chunk) => jobs.saveChunk(...chunk),
  readChunk: (...chunk) => jobs.readChunk(...chunk),
  saveReceipt: (...receipt) => jobs.saveReceipt(...receipt),
  readReceipt: (...receipt) => jobs.readReceipt(...receipt),
  removeFiles: id => jobs.removeFiles(id),
})

const copiedDismissals = (place: Place, dismissals: Dismissals): Dismissals => ({
  read: () => dismissals.read(),
  update: change =>
    written(
      place,
      'dismissals',
      () => dismissals.update(change),
      () => dismissals.read()
    ),
})

const copiedConfigurations = (place: Place, saved: Configurations): Configurations => {
  const shown = () => saved.shown()
  return {
    read: () => saved.read(),
    shown,
    replace: (expected, replacement) =>
      written(place, 'configuration', () => saved.replace(expected, replacement), shown),
    takeDown: () => written(place, 'configuration', () => saved.takeDown(), shown),
    tookDown: () => saved.tookDown(),
  }
}

/**
 * Writes a file of which the summary holds a copy. The copy is dropped before; `again` makes it anew, and never fails.
 * When the write fails it may still happen later, so the copy stays dropped and the engine makes it again.
 */
async function writing<Name extends CopyName, Result>(
  place: Place,
  name: Name,
  write: () => Promise<Result>,
  read: () => Promise<Copied[Name]>
): Promise<{ readonly result: Result; readonly again: () => Promise<void> }> {
  const by = await drop(place, name)
  const result = await write()
  const again = async () => {
    try {
      await make(place, name, by, read)
    } catch {
      place.log.warn('summary.copy.dropped', { name })
    }
  }
  return { result, again }
}

/** The same, with the copy made again. */
async function written<Name extends CopyName, Result>(
  ...file: Parameters<typeof writing<Name, Result>>
): Promise<Result> {
  const { result, again } = await writing(...file)
  await again()
  return result
}

async function drop({ summary, clock, ids }: Place, name: CopyName): Promise<string> {
  const by = ids.next()
  await summary.update(now => ({
    ...now,
    copies: withoutCopy(now.copies, name, by, clock.now()),
  }))
  return by
}

/** How often a copy is made until it is left to the engine: others may write between the reading and the making. */
const TRIES = 3

/**
 * Makes a copy anew, unless others are writing the file: then the last of them does it.
 *
 * @param first who has written it
 */
async function make<Name extends CopyName>(
  place: Place,
  name: Name,
  first: string,
  read: () => Promise<Copied[Name]>
): Promise<void> {
  let by = first
  for (let tries = 1; ; tries += 1) {
    const value = await read()
    const after = await place.summary.update(now => ({
      ...now,
      copies: withCopy(now.copies, name, { by, value }),
    }))
    const copy = after?.copies[name]
    if (tries === TRIES || copy?.kind !== 'dropped' || copy.writers.length > 0) return
    by = await drop(place, name)
  }
}

/** Minutes between two comparisons of the copies with their files. */
const EVERY = 10

/**
 * Makes the copies again that nobody will make, at first and a minute after a writer has died, and every ten minutes
 * those that differ: a replica of an older version writes the files without knowing of copies.
 */
export async function mendCopies(ports: Originals & Place): Promise<void> {
  const { copies } = await ports.summary.read()
  const now = ports.clock.now()
  const isCompared = Math.floor(now / MINUTE) % EVERY === 0
  const mend = async <Name extends CopyName>(name: Name, read: () => Promise<Copied[Name]>) => {
    const copy: Copy<Copied[Name]> = copies[name]
    const isWrong =
      copy.kind === 'held'
        ? isCompared && !isDeepStrictEqual(copy.value, await read())
        : writersOf(copy, now).length === 0
    if (isWrong) await make(ports, name, await drop(ports, name), read)
  }
  await mend('jobs', () => ports.jobs.prepare())
  await mend('dismissals', () => ports.dismissals.read())
  await mend('configuration', () => ports.configurations.shown())
}
