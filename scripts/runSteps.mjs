import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command run from the project's folder
 * @property {number} cores about how many cores it keeps busy; what mostly waits takes a part of one
 * @property {boolean} [background] only works while others wait: for what no clock hurries
 * @property {string} [after] name of a step that has to end first, whatever came of it
 * @property {Record<string, string>} [env]
 */

/** @typedef {{ name: string, ok: boolean, seconds: number }} Outcome */

const seconds = since => Math.round((Date.now() - since) / 1000)

/**
 * Runs steps side by side as far as the cores allow, in the order given. The output of a step is printed in one piece
 * when it ends, a failure at once; the others go on.
 *
 * @param {readonly Step[]} steps
 * @param {number} cores
 * @returns {Promise<readonly Outcome[]>} in the order given
 */
export async function runSteps(steps, cores) {
  const waiting = [...steps]
  const running = new Map()
  const outcomes = new Map()
  const start = Date.now()

  const mayStart = ({ cores: needs, after }) => {
    const busy = [...running.values()].reduce((sum, step) => sum + step.cores, 0)
    const waitsFor = steps.some(({ name }) => name === after) && !outcomes.has(after)
    return !waitsFor && (running.size === 0 || busy + needs <= cores)
  }
  const startOne = step => {
    running.set(step.name, step)
    console.log(`-- ${step.name} started after ${seconds(start)} s`)
    return run(step).then(({ outcome, output }) => {
      running.delete(step.name)
      outcomes.set(step.name, outcome)
      console.log(`\n== ${step.name}\n${output}${told(outcome)}`)
    })
  }
  const ends = new Set()
  while (waiting.length > 0 || ends.size > 0) {
    for (let next = waiting.find(mayStart); next; next = waiting.find(mayStart)) {
      waiting.splice(waiting.indexOf(next), 1)
      const end = startOne(next).then(() => ends.delete(end))
      ends.add(end)
    }
    await Promise.race(ends)
  }
  return steps.map(({ name }) => outcomes.get(name))
}

/** @param {Outcome} outcome */
const told = ({ name, ok, seconds: took }) => `== ${name}: ${ok ? 'ok' : 'FAILED'} in ${took} s`

/** @param {Step} step */
function run({ name, command: [command, ...args], env = {}, background = false }) {
  const start = Date.now()
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
  return new Promise(resolve => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...colour, ...env },
      shell: process.platform === 'win32',
    })
    if (background) yieldToOthers(child.pid)
    let output = ''
    const keep = chunk => (output += chunk)
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', error => keep(`${error.message}\n`))
    child.on('close', code => {
      const outcome = { name, ok: code === 0, seconds: seconds(start) }
      if (output !== '' && !output.endsWith('\n')) output += '\n'
      resolve({ outcome, output })
    })
  })
}

/** Lowers the priority of a process, and so of all that it will start. */
function yieldToOthers(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It could not be started, or has ended already: what else happens is told elsewhere.
  }
}

/**
 * The outcomes as a table, and what they come to.
 *
 * @param {readonly Outcome[]} outcomes
 * @param {number} took seconds of all together
 */
export function table(outcomes, took) {
  const width = Math.max(...outcomes.map(({ name }) => name.length), 'all'.length)
  const line = (name, time, word) => `${name.padEnd(width)}  ${String(time).padStart(5)} s  ${word}`
  const failed = outcomes.filter(({ ok }) => !ok).length
  return [
    ...outcomes.map(({ name, ok, seconds: time }) => line(name, time, ok ? 'ok' : 'FAILED')),
    line('all', took, `${outcomes.length - failed} passed, ${failed} failed`),
  ].join('\n')
}
