const { ModernFakeTimers } = require('@jest/fake-timers')
const { ModuleMocker } = require('jest-mock')

/**
 * Test files in Node's own realm: no context of its own has to be made for each, packages are loaded once
 * (`runtime.cjs`), and an `Error` of Node's is an `Error` of the test's. What a test file changes of the process
 * (globals, variables of the environment, working directory) is as before when it ends.
 */
module.exports = class Process {
  isNodesRealm = true
  moduleMocker = new ModuleMocker(globalThis)
  fakeTimers = null
  #restore = remember()

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis })
    // As in jest's own environments: what its parts keep of the time before a test fakes it.
    Object.assign(globalThis, {
      [Symbol.for('jest-native-promise')]: Promise,
      [Symbol.for('jest-native-now')]: Date.now.bind(Date),
    })
    Error.stackTraceLimit = 100
    process.exit = code => {
      throw new Error(`A test called process.exit(${code ?? ''})`)
    }
  }

  global = globalThis

  setup() {}

  teardown() {
    this.fakeTimersModern.dispose()
    this.#restore()
  }

  exportConditions() {
    return ['node', 'node-addons']
  }

  /** Scripts run in this realm (`runtime.cjs`); jest only asks whether there is a context still. */
  getVmContext() {
    return {}
  }
}

/** Remembers the state of the process; the answer restores it. */
function remember() {
  const globals = Object.getOwnPropertyDescriptors(globalThis)
  const { exit } = process
  const { stackTraceLimit, prepareStackTrace } = Error
  const env = { ...process.env }
  const folder = process.cwd()
  return () => {
    for (const key of Reflect.ownKeys(globalThis))
      if (!Object.hasOwn(globals, key)) Reflect.deleteProperty(globalThis, key)
    for (const key of Reflect.ownKeys(globals)) put(key, globals[key])
    process.exit = exit
    Object.assign(Error, { stackTraceLimit, prepareStackTrace })
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
    Object.assign(process.env, env)
    if (process.cwd() !== folder) process.chdir(folder)
  }
}

/** Leaves alone what is as it was: some globals may not be defined anew. */
function put(key, before) {
  const now = Object.getOwnPropertyDescriptor(globalThis, key)
  const isSame = now?.value === before.value && now?.get === before.get && now?.set === before.set
  if (!isSame) Object.defineProperty(globalThis, key, before)
}
