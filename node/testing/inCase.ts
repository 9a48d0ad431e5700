/** Runs expectations in a loop: a failure starts with its case. */
export function inCase(what: string | undefined, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (what !== undefined && error instanceof Error) error.message = `${what}: ${error.message}`
    throw error
  }
}
