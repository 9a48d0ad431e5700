import { describe, expect, it } from '@jest/globals'

import { DANGER, INK, PAGE, PAPER, QUIET, TAG_COLORS, UNUSABLE } from './tokens'

const channel = (value: number) =>
  value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4

const luminance = (hex: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at =>
    channel(parseInt(hex.slice(at, at + 2), 16) / 255)
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: string, b: string) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

describe('colours', () => {
  it.each([INK, QUIET, UNUSABLE, DANGER])('%s is readable on page and paper', color => {
    expect(contrast(color, PAGE)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(color, PAPER)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(Object.entries(TAG_COLORS))('the tag %s is readable', (_, { bgColor, color }) => {
    expect(contrast(color, bgColor)).toBeGreaterThanOrEqual(4.5)
  })
})
