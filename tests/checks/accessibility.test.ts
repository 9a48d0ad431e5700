import { describe, expect, it } from '@jest/globals'

import { files, read } from './repository'

/** WCAG 2.2, levels A and AA, without 4.1.1, which it has taken out. */
const CRITERIA =
  '1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3'.split(
    ' '
  )

const rows = read('docs/accessibility.md')
  .split('\n')
  .flatMap(line => {
    const [, criterion = '', how = '', test = ''] = line.split('|').map(cell => cell.trim())
    const number = /^\d\.\d\.\d{1,2}(?= )/.exec(criterion)?.[0]
    return number === undefined ? [] : [{ number, how, test }]
  })

describe('docs/accessibility.md', () => {
  it('given WCAG 2.2 A and AA, expect each criterion once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(CRITERIA)
  })

  it('given its rows, expect each to say how and by which test, or why there is nothing to test', () => {
    const known = new Set(files())
    const empty = rows.filter(({ how, test }) => {
      if (/^None: .{5,}/.test(test)) return how !== ''
      const [, file = '', title = ''] =
        /^`([\w./-]+\.(?:test|spec)\.tsx?)` > (.+)$/.exec(test) ?? []
      return how === '' || !known.has(file) || !read(file).includes(title)
    })
    expect(empty).toEqual([])
  })
})
