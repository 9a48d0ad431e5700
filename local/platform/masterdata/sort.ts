import { Problem } from '../../http/problem'

/** One `_sort` of a query: field and direction. */
export interface Sort {
  field: string
  direction: 'ASC' | 'DESC'
}

/** @throws Problem 400 when it is no list of fields, each with or without ASC or DESC. */
export function parseSort(raw: string): Sort[] {
  if (raw.trim() === '') return []
  return raw.split(',').map(part => {
    const match = /^\s*([\w.]+)(?:\s+(ASC|DESC))?\s*$/i.exec(part)
    if (match === null) throw new Problem(400, { Message: `Invalid _sort '${raw}'` })
    return { field: match[1] ?? '', direction: /desc/i.test(match[2] ?? '') ? 'DESC' : 'ASC' }
  })
}
