import { asObject, asText, parseJson } from '../clients/json'

/** Longest token that is looked into. */
const LONGEST = 8_000

/**
 * The account that a token says it was made for, without any check of it: good for a line of the log, never
 * for a decision. Null when the token is none, or names nothing like an account.
 */
export function claimedAccount(token: string): string | null {
  const payload = token.length <= LONGEST ? token.split('.')[1] : undefined
  if (payload === undefined) return null
  const claims = asObject(parseJson(Buffer.from(payload, 'base64').toString('utf8')))
  const account = asText(claims?.account)
  return account !== null && /^[a-z0-9-]{1,50}$/.test(account) ? account : null
}
