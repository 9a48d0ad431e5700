import { describe, expect, it } from '@jest/globals'
import { files, read } from './repository'

const code = files().filter(file => /\.(ts|tsx|mjs)$/.test(file))

describe('the house', () => {
  it('given node/ and react/, expect no question whether the app runs locally', () => {
    const asking = code
      .filter(file => /^(node|react)\//.test(file) && !/\.test\.tsx?$|\/testing\//.test(file))
      .filter(file => /localhost|127\.0\.0\.1|NODE_ENV|isLocal/.test(read(file)))
      .filter(file => file !== 'node/domain/fieldRules.ts')
    expect(asking).toEqual([])
  })

  it('given the core, expect it to import nothing from the platform', () => {
    const importing = code
      .filter(file => /^node\/(domain|ports|useCases)\//.test(file) && !/\.test\.ts$/.test(file))
      .filter(file => /from '@vtex|from 'http|process\.env|Date\.now\(/.test(read(file)))
    expect(importing).toEqual([])
  })

  it('given process.env, expect one place in the service that reads it', () => {
    const reading = code.filter(
      file =>
        /^node\//.test(file) &&
        !/\.test\.ts$|\/testing\//.test(file) &&
        /process\.env/.test(read(file))
    )
    expect(reading).toEqual(['node/app.ts'])
  })
})
