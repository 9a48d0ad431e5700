import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'

import type { DemoData } from '../demo'
import { isUnreadable, ownData, preview, readSkusFile } from '../skus'

import type { SkusOptions } from './commandLine'

/** The code that `npm start` ends with when a file of SKUs has faults and leaving them out was not confirmed. */
export const FAULTY_FILE = 2

/** What to fill the store with, or why nothing is started. */
export type Choice =
  | { readonly kind: 'go'; readonly data: DemoData }
  | { readonly kind: 'stop'; readonly problem: string; readonly code: number }

/** Who is asked, and where the preview is written. */
export interface Terminal {
  readonly write: (text: string) => void
  /** Asks for confirmation; undefined without a terminal. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined
}

/**
 * Reads the file of `--skus` and tells what it holds before anything is made. Faults end the start unless a person at
 * the terminal, or `--yes`, says to leave their SKUs out.
 */
export async function chooseSkus(
  options: SkusOptions,
  terminal: Terminal = processTerminal()
): Promise<Choice> {
  const { file } = options
  // npm changes the folder; a name is meant from where it was typed.
  const read = readSkusFile(resolve(process.env.INIT_CWD ?? process.cwd(), file))
  if (isUnreadable(read)) return faulty(`${file}: ${read.problem}`)
  terminal.write(preview(file, read))
  const { skus, faults } = read
  if (options.check) return { kind: 'stop', problem: '', code: faults.length > 0 ? FAULTY_FILE : 0 }
  if (skus.length === 0) return faulty('No SKU is left to start with.')
  if (faults.length > 0 && !options.yes) {
    const goOn = await terminal.ask?.(`Start without the SKUs of the faulty lines? [y/N] `)
    if (goOn !== true)
      return faulty(
        'Nothing was started. Mend the file, or add --yes to leave the faulty lines out.'
      )
  }
  return { kind: 'go', data: ownData({ skus, troubles: options.troubles }) }
}

const faulty = (problem: string): Choice => ({ kind: 'stop', problem, code: FAULTY_FILE })

function processTerminal(): Terminal {
  const { stdin, stdout } = process
  return {
    write: text => void stdout.write(text),
    ask:
      stdin.isTTY && stdout.isTTY
        ? async question => {
            const asking = createInterface({ input: stdin, output: stdout })
            const answer = await asking.question(question)
            asking.close()
            return /^(y|yes|s|sim|si|sí)$/i.test(answer.trim())
          }
        : undefined,
  }
}
