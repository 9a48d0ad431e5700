/** Runs expectations inside a loop: a failure begins with the case it failed in. */
export function inCase(what: string | undefined, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (what !== undefined && error instanceof Error) error.message = `${what}: ${error.message}`
    throw error
  }
}
