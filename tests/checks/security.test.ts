import { describe, expect, it } from '@jest/globals'

import { files, read } from './repository'

const NAMED = /`([\w./-]+\.test\.tsx?)` > ([^;|]+)/g

describe('docs/security.md', () => {
  it('given the tests that it names, expect each to be there under its title', () => {
    const named = [...read('docs/security.md').matchAll(NAMED)].map(
      ([, file = '', title = '']) => [file, title.trim()] as const
    )
    expect(named.length).toBeGreaterThan(20)
    const known = new Set(files())
    const missing = named.filter(([file, title]) => !known.has(file) || !read(file).includes(title))
    expect(missing).toEqual([])
  })
})
