import { expect, it } from '@jest/globals'

import { createReport } from './report'

it('says a failure aloud once, and goes on noting it', () => {
  const [aloud, noted]: [string[], string[]] = [[], []]
  const report = createReport(
    text => aloud.push(text),
    text => noted.push(text)
  )
  for (const text of ['a: answer 500', 'a: answer 500', 'b: answer 500']) report(text)
  expect(aloud).toEqual([
    'a: answer 500. What the app said of it is in service.log',
    'b: answer 500. What the app said of it is in service.log',
  ])
  expect(noted).toEqual(['a: answer 500'])
})
