import React, { createContext, useContext } from 'react'
import type { ReactNode } from 'react'

import { STYLES } from './tokens'

const Subject = createContext('')

interface AboutProps {
  /** The subject: a problem, a SKU, a job. */
  of: string
  children: ReactNode
}

/**
 * Names what the buttons within are about. Their words stay short, because one sees where they stand; who hears a
 * list of buttons, or says a button's name to a computer, does not. The name begins with the words that are seen.
 */
export const About = ({ of, children }: AboutProps) => (
  <Subject.Provider value={of}>{children}</Subject.Provider>
)

/**
 * The rest of a button's name: what the place is about. `PlainButton` has it by itself; the Styleguide's button takes
 * no ARIA attribute, so there it stands beside its words. (The button must be the box that holds what is out of sight,
 * or a wide table would make the page as wide.)
 */
export function Which() {
  const of = useContext(Subject)
  return of === '' ? null : <span style={STYLES.outOfSight}> – {of}</span>
}
