import { PassThrough } from 'node:stream'

import { expect, it } from '@jest/globals'

import { whenPipeCloses } from './closedPipe'

const failure = (code: string) => Object.assign(new Error(code), { code })

it('given a reader that has gone, expect it told once and no error', () => {
  const pipe = new PassThrough()
  let told = 0
  whenPipeCloses(pipe, () => (told += 1))
  pipe.emit('error', failure('EPIPE'))
  pipe.emit('error', failure('EPIPE'))
  expect(told).toBe(1)
})

it('given another error, expect it thrown', () => {
  const pipe = new PassThrough()
  whenPipeCloses(pipe, () => undefined)
  expect(() => pipe.emit('error', failure('EIO'))).toThrow('EIO')
})
