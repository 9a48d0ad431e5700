// Errors for the caller. VTEX's own errors of these names carry their code where GraphQL does not look for it, and
// would be answered as INTERNAL_SERVER_ERROR.

/** An invalid argument; says which one, and what is expected. */
export class BadInput extends Error {
  readonly extensions = { code: 'BAD_USER_INPUT' }
  override readonly name = 'BadInput'
}

/** The field requires a signed-in user. */
export class NobodySignedIn extends Error {
  readonly extensions = { code: 'UNAUTHENTICATED' }
  override readonly name = 'NobodySignedIn'

  constructor() {
    super('Nobody is signed in.')
  }
}
