/** Where the focus goes within a menu of `count` options; null closes the menu. */
export function menuMove(key: string, at: number, count: number): number | null | 'stay' {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'Escape':
    case 'Tab':
      return null
    default:
      return 'stay'
  }
}

/** Each reason why an option cannot be used, once. */
export const reasonsOf = (
  options: ReadonlyArray<{ readonly disabledReason: string | null }>
): readonly string[] => [...new Set(options.flatMap(({ disabledReason }) => disabledReason ?? []))]
