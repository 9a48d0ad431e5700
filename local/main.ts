import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

import { textsOf } from './admin/shell/texts'
import { roleText } from './admin/shell/users'
import { appIdentity, DEFAULT_ACCOUNTS, DEVELOPMENT, readManifest, WORKSPACE } from './config'
import { demoData } from './demo'
import { holderOf, takeDataDir } from './data-lock'
import { drain } from './drain'
import { neverHit, readNamedFaults } from './faults'
import { isFree } from './http/listen'
import { LIVE_FOLDER, readLive } from './live/start'
import { realHostsOf } from './live/settings'
import { liveBox, standIns } from './live/terminal'
import { emailOf, type Role, ROLES } from './platform/license-manager/roles'
import { whenPipeCloses } from './terminal/closedPipe'
import { PLUGINS } from './plugins'
import { readStubFile } from './stubs'
import { HELP, readCommand, type StartOptions } from './terminal/commandLine'
import { chooseSkus } from './terminal/chooseSkus'
import { readyBox } from './terminal/readyBox'
import { ROOT, SNAPSHOTS, startWorkspace, type Workspace } from './workspace'

const REPLICAS = 2

/** Why nothing runs, and the code to end with. */
interface Stop {
  readonly problem: string
  readonly code: number
}

const stop = (problem: string): Stop => ({ problem, code: 1 })

/** Starts what was asked for; answers what stands in the way instead. */
async function main(): Promise<Stop | undefined> {
  const command = readCommand(process.argv.slice(2), process.env.PORT, process.env.INIT_CWD)
  switch (command.kind) {
    case 'help':
      process.stdout.write(HELP)
      return undefined
    case 'refused':
      return stop(command.problem)
    case 'start':
      return await start(command.options)
  }
}

/** All but the snapshots, which are kept to come back to, and the data of real stores, which have folders of their own. */
function removeData(dataDir: string): void {
  for (const name of existsSync(dataDir) ? readdirSync(dataDir) : [])
    if (name !== SNAPSHOTS && name !== LIVE_FOLDER)
      rmSync(join(dataDir, name), { recursive: true, force: true })
}

async function start(options: StartOptions): Promise<Stop | undefined> {
  const { port, reset, cloud, skus, app, size } = options
  const faults = options.faults === null ? undefined : readNamedFaults(options.faults)
  if (faults?.kind === 'refused')
    return stop(`${options.faults ?? ''}: ${faults.problems.join('\n')}`)
  const file = options.live && resolve(process.env.INIT_CWD ?? '', options.live)
  const live = readLive({ live: file, write: options.write }, process.env)
  if (live.kind === 'refused') return stop(live.problem)
  const idle =
    faults === undefined
      ? []
      : neverHit(faults.file, {
          plugins: app?.plugins ?? PLUGINS,
          realHosts: realHostsOf(live.options?.settings),
        })
  if (idle.length > 0) return stop(`${options.faults ?? ''}: ${idle.join('\n')}`)
  const stubFile = app?.stubs ?? null
  const stubs = stubFile === null ? undefined : readStubFile(stubFile)
  if (stubs?.kind === 'refused') return stop(`${stubFile ?? ''}: ${stubs.problems.join('\n')}`)
  const chosen = skus === null ? undefined : await chooseSkus(skus)
  if (chosen?.kind === 'stop') return chosen
  const names = app === null ? [] : [app.dir, ...app.others].map(appNameIn)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return stop(`--app names ${twice} twice`)
  const ofApp = app === null ? [] : ['apps', names.join('+')]
  const dataDir = join(ROOT, '.local', ...ofApp, ...live.folder)
  const holder = holderOf(dataDir)
  if (holder !== undefined) {
    const place = holder.url === undefined ? 'is starting' : `runs at ${holder.url}/`
    return stop(
      `The workspace ${place} (process ${holder.pid}). Stop it with Ctrl-C in its terminal.`
    )
  }
  if (!(await isFree(port)))
    return stop(`Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`)
  if (reset) removeData(dataDir)
  if (live.options !== undefined) keepPrivate(dataDir)
  const taken = takeDataDir(dataDir)

  const workspace = await startWorkspace({
    port,
    dataDir,
    replicas: REPLICAS,
    demo: live.options === undefined,
    ...(app !== null && { app: app.dir, others: app.others, plugins: app.plugins }),
    ...(stubFile !== null && stubs !== undefined && { stubs: { file: stubFile, ...stubs } }),
    ...(size !== null && { data: demoData(size) }),
    ...(chosen !== undefined && { data: chosen.data }),
    workspaces: [WORKSPACE, DEVELOPMENT],
    ...(live.options !== undefined && {
      live: live.options,
      accounts: [live.options.settings.account],
    }),
    ...(cloud !== null && { cloud: { seed: cloud } }),
  })
  const end = ending(workspace)
  process.on('SIGINT', () => end(130))
  process.on('SIGTERM', () => end(143))

  // Only now: what is set up at the first start is no part of a fault.
  if (faults !== undefined) workspace.parts.rules.load(faults.id, faults.file)
  taken.runsAt(workspace.url)
  const account = live.options?.settings.account ?? DEFAULT_ACCOUNTS[0]
  const users = ROLES.map(role => {
    const email = emailOf(role, account)
    return { email, may: app === null ? roleText(email, textsOf('en')) : rightsOf(role) }
  })
  const { url, home, app: running } = workspace
  process.stdout.write(
    readyBox({
      url,
      account,
      command: commandOf(options),
      home,
      users,
      app: { ...running, plugins: standIns(live.options?.settings, running.plugins) },
      states: app === null,
      dataDir: relative(process.cwd(), dataDir),
    })
  )
  if (workspace.parts.live !== null)
    process.stdout.write(await liveBox(workspace.parts.live, workspace.url, process.env))
  return undefined
}

/** What a user may do in an app whose own words for it are not known: the first role holds whatever an app asks for. */
const rightsOf = (role: Role): string =>
  role === ROLES[0]
    ? 'Holds every right that an app asks for'
    : `Holds ${role.permissions.map(one => `${one.resourceCode} of product ${one.productCode}`).join(', ')}`

/**
 * Ends the workspace once the service has finished what it is doing. A second signal does not wait for that; the first
 * second is one signal, because Ctrl-C arrives both from the terminal and from `npm start`.
 */
function ending(workspace: Workspace): (code: number) => void {
  let begun = 0
  const hurry = new AbortController()
  return code => {
    if (begun > 0) {
      if (Date.now() - begun > ONE_SIGNAL_MS) hurry.abort()
      return
    }
    begun = Date.now()
    const told = setTimeout(() => process.stderr.write(`${FINISHING}\n`), ONE_SIGNAL_MS)
    drain(workspace.parts.platform, { most: FINISH_MS, signal: hurry.signal })
      .finally(() => clearTimeout(told))
      .then(() => workspace.stop())
      .then(
        () => process.exit(code),
        () => process.exit(1)
      )
  }
}

/** As long as the platform lets a call to the service last. */
const FINISH_MS = 60_000
const ONE_SIGNAL_MS = 1_000
const FINISHING =
  'The service finishes what it is doing, at most 60 s. Ctrl-C again ends it at once; the next start then waits as long.'

/** Whatever this process writes from now on, the ShopKey that the app saves among it, is its owner's alone. */
function keepPrivate(dataDir: string): void {
  process.umask(0o077)
  mkdirSync(dataDir, { recursive: true })
  chmodSync(dataDir, 0o700)
}

/** The words after which `--reset` deletes the data of this very workspace. */
function commandOf({ app, live }: StartOptions): string {
  const words = [
    ...(app === null ? [] : [app.dir, ...app.others].flatMap(dir => ['--app', dir])),
    ...(typeof app?.stubs === 'string' ? ['--stubs', app.stubs] : []),
    ...(live === null ? [] : ['--live', live]),
  ]
  return ['npm start --', ...words.map(inShell)].join(' ')
}

const inShell = (word: string): string =>
  /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

/** Each app has data of its own. @throws Error for a folder that holds no app. */
const appNameIn = (dir: string): string => appIdentity(readManifest(dir)).key

// A workspace whose output nobody reads would run on unseen.
whenPipeCloses(process.stdout, () => process.kill(process.pid, 'SIGTERM'))
whenPipeCloses(process.stderr, () => undefined)

main().then(
  stopped => {
    if (stopped === undefined) return
    if (stopped.problem !== '') process.stderr.write(`${stopped.problem}\n`)
    process.exit(stopped.code)
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
)
