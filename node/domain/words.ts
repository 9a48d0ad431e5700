/** Most words of a search: Master Data punishes too many wildcards. */
export const MOST_WORDS = 3

/** Lower case, without accents. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** The words of a text, plain, letters and digits only: what the ledger is searched by. */
export const searchWords = (text: string): readonly string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
