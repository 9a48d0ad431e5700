import { describe, expect, it } from '@jest/globals'

import { files, read } from './repository'

const code = files().filter(file => /\.(ts|tsx|mjs)$/.test(file))

describe('the house', () => {
  it('given node/ and react/, expect no question whether the app runs locally', () => {
    const asking = code
      .filter(file => /^(node|react)\//.test(file) && !/\.test\.tsx?$|\/testing\//.test(file))
      .filter(file => /localhost|127\.0\.0\.1|NODE_ENV|isLocal/.test(read(file)))
      .filter(file => file !== 'node/connection/form.logic.ts')
    expect(asking).toEqual([])
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
