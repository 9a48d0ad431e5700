/**
 * Reads JSON that may hold line comments, block comments and a comma after the last entry.
 *
 * @throws SyntaxError when what is left is not JSON; it names line and column, and quotes nothing of the text, which
 * may be a secret.
 */
export function parseJsonWithComments(text: string): unknown {
  const plain = withoutComments(text.replace(/^\uFEFF/, ''))
  try {
    return JSON.parse(plain)
  } catch {
    throw new SyntaxError(placeOf(plain))
  }
}

const LEFT_OUT = /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
const LAST_COMMA = /("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g

/** What is taken out becomes blanks, so that places in the text stay true. */
const withoutComments = (text: string): string =>
  text
    .replace(LEFT_OUT, (match, quoted: string | undefined) => quoted ?? blank(match))
    .replace(LAST_COMMA, (match, quoted: string | undefined) => quoted ?? blank(match))

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

/**
 * Where a text stops being the beginning of JSON, as `line:column`. Some versions of Node do not say, and some quote what
 * stands there: so the longest beginning is searched for that only lacks its end.
 */
function placeOf(text: string): string {
  let [good, bad] = [0, text.length + 1]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (isBeginning(text.slice(0, middle))) good = middle
    else bad = middle
  }
  const before = text.slice(0, good).split('\n')
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}

function isBeginning(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const at = /at position (\d+)/.exec(said)?.[1]
    return at === undefined
      ? /end of (JSON|input)/i.test(said)
      : Number(at) >= text.length || /^Unterminated/.test(said)
  }
}
