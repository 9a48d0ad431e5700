/* Words of others as they may stand in a row, page, mail or log. */

/**
 * A text without what is not seen: marks that turn the direction of what follows or hide in a word, escape sequences and
 * other control characters, and halves of characters. Line breaks and tabs stay.
 */
export const plainText = (text: string): string =>
  text
    .replace(/\p{Cf}+/gu, '')
    .replace(/(?:(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}])+/gu, ' ')
    .replace(/\p{Cs}/gu, '')

/** The same in one line, and cut; of a longer text no more than ten times the length is looked at. */
export const plainLine = (text: string, longest: number): string =>
  plainText(text.slice(0, 10 * longest))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replace(/\p{Cs}/gu, '')
    .trim()
