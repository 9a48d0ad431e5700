import type { Figure } from '../numbers'
import type { Missing } from './installed'
import { type Side, type Times, median, ms, p95, shown } from './measured'

/** "Reprocess all" is answered so many times sooner than their "retry all", and within so many milliseconds. */
const SOONER = 30
const ACCEPTED = 500

/** Milliseconds for what they do not have. */
const QUICK = 50

/** How many times longer the longest list may take than the shortest. */
const GROWTH = 1.5

/** Searches of any page, however far down. */
const SEARCHES = 3

type Timed = Exclude<keyof Side, 'who' | 'searches'>

const LISTS: readonly Timed[] = ['first', 'middle', 'last']
const OWN: readonly Timed[] = ['search', 'exact', 'groups']

const NAMES: Readonly<Record<Timed, string>> = {
  first: 'first page of the list',
  middle: 'page in the middle',
  last: 'last page',
  search: 'search by words',
  exact: 'search by SKU code',
  groups: 'groups with counts',
  accepted: 'retry all, until it answers',
  queued: 'retry all, until all is queued',
}

/** Both sides beside each other, and what ours should reach. Without a peer only ours is judged. */
export function figuresOfSides(ours: Side, theirs: Side | Missing): readonly Figure[] {
  const peer = 'missing' in theirs ? null : theirs
  const figure = (what: Timed, target: string, met: boolean): Figure => ({
    name: NAMES[what],
    value: `${shown(ours[what])} (theirs ${peer ? shown(peer[what]) : 'left out'})`,
    target,
    met,
  })
  const against = (what: Timed, target: string, isMet: (own: number, other: number) => boolean) => {
    const [own, other] = [ours[what], peer?.[what] ?? null]
    return figure(what, target, !own || !other || isMet(median(own), median(other)))
  }
  return [
    ...LISTS.map(what => against(what, 'no slower than theirs', (own, other) => own <= other)),
    ...searchesOf(ours),
    ...OWN.map(what => figure(what, `p95 under ${QUICK} ms`, isUnder(ours[what], QUICK))),
    against(
      'accepted',
      `${SOONER} times sooner than theirs`,
      (own, other) => own * SOONER <= other
    ),
    figure('accepted', `p95 under ${ACCEPTED} ms`, isUnder(ours.accepted, ACCEPTED)),
    figure('queued', '', true),
  ]
}

const searchesOf = ({ searches }: Pick<Side, 'searches'>): readonly Figure[] =>
  searches === null
    ? []
    : [
        {
          name: 'last page, searches of Master Data',
          value: String(searches),
          target: `at most ${SEARCHES}`,
          met: searches <= SEARCHES,
        },
      ]

const isUnder = (times: Times, limit: number): boolean => times !== null && p95(times) < limit

/** What one size took. */
export interface Sized {
  readonly size: number
  readonly side: Pick<Side, Exclude<Timed, 'accepted' | 'queued'>>
}

/** How much longer list, search and groups take with the most processes than with the fewest, by their medians. */
export const growthOf = (few: Sized, many: Sized): readonly Figure[] =>
  [...LISTS, ...OWN].flatMap(what => {
    const [before, after] = [readsOf(few, what), readsOf(many, what)]
    if (!before || !after) return []
    const times = median(after) / median(before)
    return {
      name: `${NAMES[what]}, ${many.size} over ${few.size} processes`,
      value: `${times.toFixed(2)} (${ms(median(before))} to ${ms(median(after))})`,
      target: `at most ${GROWTH}`,
      met: times <= GROWTH,
    }
  })

const readsOf = ({ side }: Sized, what: Timed): Times =>
  what === 'accepted' || what === 'queued' ? null : side[what]
