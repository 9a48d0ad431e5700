import { chunks } from '../../../domain/mapLimit'
import type { OfferList } from '../../../domain/offerList'
import { codeKey, isLastFull } from '../../../domain/offerList'
import type { Offer } from '../../../ports/carrefour'
import type { Run } from '../run'

/** Files read at a time. */
const READS = 8

/** Offers of a page that no page before has brought, by what their code is remembered by. */
export type Fresh = ReadonlyMap<string, readonly Offer[]>

/** Which of these keys are among the codes that came; null when a file of them is gone, so that nobody can say. */
export async function cameAmong(
  { ports: { offerCodes } }: Run,
  { files }: OfferList,
  keys: Iterable<string>
): Promise<ReadonlySet<string> | null> {
  const wanted = new Set(keys)
  const came = new Set<string>()
  for (const names of chunks(files, READS)) {
    for (const codes of await Promise.all(names.map(name => offerCodes.read(name)))) {
      if (codes === null) return null
      for (const code of codes) if (wanted.has(code)) came.add(code)
    }
  }
  return came
}

/** The offers of a page that are new, and the list as it was. A code that comes twice on the page is one offer. */
export async function freshOf(
  run: Run,
  list: OfferList,
  offers: readonly Offer[]
): Promise<{ readonly list: OfferList; readonly fresh: Fresh }> {
  const byKey = new Map<string, Offer[]>()
  for (const offer of offers) {
    const key = codeKey(offer.code)
    const known = byKey.get(key)
    if (known) known.push(offer)
    else byKey.set(key, [offer])
  }
  const came = await cameAmong(run, list, byKey.keys())
  for (const key of came ?? []) byKey.delete(key)
  return { fresh: byKey, list: came ? list : withoutFiles(list) }
}

/** Which offers came is forgotten: they are compared again, and nobody can say any more that the list was whole. */
const withoutFiles = (list: OfferList): OfferList => ({
  ...list,
  files: [],
  inLast: 0,
  isDoubtful: true,
})

/**
 * Writes down which codes came; the name of the file that is the last one now. Nothing counts before the state
 * names the file. What runs before left behind is swept away with the first page.
 */
export async function saveCodes(run: Run, list: OfferList, fresh: Fresh): Promise<string | null> {
  const { offerCodes, ids } = run.ports
  if (fresh.size === 0) return null
  const last = list.files[list.files.length - 1]
  const before = last === undefined || isLastFull(list) ? [] : await offerCodes.read(last)
  const name = ids.next()
  await offerCodes.save(name, [...(before ?? []), ...fresh.keys()])
  return name
}
