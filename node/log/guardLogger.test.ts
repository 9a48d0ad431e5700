import { LogLevel } from '@vtex/api'
import { describe, expect, it } from 'vitest'

import { guardLogger } from './guardLogger'

function guarded() {
  const lines: unknown[] = []
  const logger = { log: (message: unknown, _level: unknown) => void lines.push(message) }
  guardLogger(logger)
  return { lines, logger }
}

describe('the log of a failed GraphQL request', () => {
  it('expect neither variables nor text, in the log and in the answer that shares them', () => {
    const { lines, logger } = guarded()
    const query = {
      operationName: 'Save',
      query: 'mutation { save(shopKey: "s3cret") }',
      variables: '{"shopKey":"s3cret"}',
    }
    const error = { message: 'Forbidden', query }
    logger.log({ ...error }, LogLevel.Error)
    expect(JSON.stringify([lines, error])).not.toContain('s3cret')
    expect(lines).toEqual([
      {
        message: 'Forbidden',
        query: { operationName: 'Save', query: '[not kept]', variables: '[not kept]' },
      },
    ])
  })

  it('given a variable of the wrong type, expect the message without its value', () => {
    const { lines, logger } = guarded()
    const message =
      'Variable "$input" got invalid value { shopKey: "s3cret" };\nField active was not provided.'
    logger.log({ message, stack: `GraphQLError: ${message}\n at x`, query: {} }, LogLevel.Error)
    expect(JSON.stringify(lines)).not.toContain('s3cret')
    expect(lines).toMatchObject([{ message: 'Variable "$input" got invalid value [not kept]' }])
  })

  it.each([['text'], [{ event: 'work.ended', steps: 3 }], [null]])(
    'given anything else (%j), expect it as it is',
    entry => {
      const { lines, logger } = guarded()
      logger.log(entry, LogLevel.Info)
      expect(lines).toEqual([entry])
    }
  )
})
