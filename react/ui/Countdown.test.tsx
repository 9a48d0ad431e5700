import { describe, expect, it } from '@jest/globals'
import { render } from '@testing-library/react'
import React from 'react'

import { Countdown, timeLeft } from './Countdown'

describe('time left', () => {
  it.each([
    [0, '0:00'],
    [-5_000, '0:00'],
    [9_000, '0:09'],
    [61_000, '1:01'],
    [3_661_000, '1:01:01'],
  ])('given %d ms, expect %s', (left, expected) => {
    expect(timeLeft(new Date(1_000_000 + left).toISOString(), 1_000_000)).toBe(expected)
  })
})

it('says in words that the time is over: what was due may still take a while', () => {
  const past = new Date(Date.now() - 60_000).toISOString()
  const { getByRole } = render(<Countdown until={past} over="em instantes" />)
  expect(getByRole('timer').textContent).toBe('em instantes')
})
