import type { Job } from '../api/generated'
import { actorKey, causeKey, STATUS_KEYS } from '../ui/keys'
import type { Text } from '../ui/useText'

/** Causes that are named before the rest is counted. */
const NAMED = 2

/** What a job is called: its name, or else the filter it was started with. */
export const nameOfJob = ({ name, filter }: Pick<Job, 'name' | 'filter'>, text: Text): string =>
  name === '' ? filterWords(filter, text) : name

function filterWords(filter: Job['filter'], text: Text): string {
  if (filter.named !== null) return text('job.name.chosen', { count: filter.named })
  const causes = filter.causes.slice(0, NAMED).map(cause => text(causeKey(cause, 'title')))
  const more = filter.causes.length - causes.length
  const parts = [
    ...(filter.status === null ? [] : [text(STATUS_KEYS[filter.status])]),
    ...causes,
    ...(more > 0 ? [text('job.name.more-causes', { count: more })] : []),
    ...(filter.actor === null ? [] : [text(actorKey(filter.actor))]),
    ...(filter.search === '' ? [] : [text('job.name.search', { words: filter.search })]),
    ...(filter.since === null && filter.before === null ? [] : [text('job.name.period')]),
  ]
  return parts.length === 0 ? text('job.name.all') : parts.join(' · ')
}
