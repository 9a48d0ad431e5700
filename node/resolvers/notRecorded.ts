/** A change that was not made because it could not be written into the history. Code `NOT_RECORDED`. */
export class NotRecorded extends Error {
  readonly extensions = { code: 'NOT_RECORDED' }

  constructor() {
    super(
      'This could not be written into the history, so nothing was changed. Try again in a moment.'
    )
    this.name = 'NotRecorded'
  }
}
