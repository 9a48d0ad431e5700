import fc from 'fast-check'
import { expect, it } from '@jest/globals'

import { MINUTE } from '../shared/time'
import { inCase } from '../testing/cases'
import { skuId, someChoices } from '../testing/factories'
import { aStoredAccount } from '../testing/storedAccount'
import { acceptNotification } from '../queue/entrances'
import { alert } from '../alerts/alert'
import { disconnect, saveConfiguration } from '../connection/save'
import { startReconcile } from '../reconcile/resolvers'
import { renewWebhook } from '../connection/registration'
import { reprocess } from '../jobs/start'
import { testKey } from '../connection/verifyKey'
import { runEngine, WORK_BUDGET } from '../engine/engine'

const PERSON = 'dona@lojademo.example'
const MAILBOX = 'avisos-da-loja@lojademo.example'
const KEYS = ['first-shop-key-4f1c9a', 'second-shop-key-77ab03', 'third-shop-key-e20d5b']

const MOVES = [
  'save',
  'test',
  'refuse',
  'work',
  'notify',
  'reprocess',
  'compare',
  'renew',
  'alert',
  'disconnect',
] as const
type Move = { readonly kind: (typeof MOVES)[number]; readonly key: number }

async function play(
  account: ReturnType<typeof aStoredAccount>,
  { kind, key }: Move,
  secrets: Set<string>
) {
  const { ports } = account
  const shopKey = KEYS[key] ?? ''
  const saved = await ports.configurations.read()
  switch (kind) {
    case 'save': {
      const form = {
        ...someChoices({ notificationEmail: MAILBOX }),
        version: saved?.version ?? null,
      }
      await saveConfiguration(ports, { ...form, shopKey }, PERSON)
      break
    }
    case 'test':
      await testKey(ports, { shopKey, shopId: null, carrefourUrl: null })
      break
    case 'refuse':
      ports.carrefour.revoked.add(shopKey)
      break
    case 'work':
      for (let minute = 0; minute < 3; minute += 1) {
        await runEngine(ports, WORK_BUDGET)
        ports.clock.pass(MINUTE)
      }
      break
    case 'notify':
      await acceptNotification(ports, {
        IdSku: String(1 + key),
        An: ports.account,
        StockModified: true,
      })
      break
    case 'reprocess':
      await reprocess(ports, [String(1 + key)])
      break
    case 'compare':
      await startReconcile(ports)
      break
    case 'renew':
      await renewWebhook(ports)
      break
    case 'alert':
      await alert(ports)
      break
    case 'disconnect':
      await disconnect(ports)
  }
  const own = await ports.secrets.read()
  for (const secret of own ? [own.webhook, own.tick, ...own.former.map(one => one.secret)] : [])
    secrets.add(secret)
}

/** Everything stored and logged, as text by place. */
async function everything({ files, apps, documents, ports }: ReturnType<typeof aStoredAccount>) {
  const stored = await Promise.all(
    files.names().map(async name => {
      const [bucket = '', ...rest] = name.split('/')
      return [name, JSON.stringify(await files.getJSON(bucket, rest.join('/')))] as const
    })
  )
  const rows = [...documents.entities].map(
    ([name, all]) => [name, JSON.stringify([...all.values()])] as const
  )
  return [
    ...stored,
    ...rows,
    ['app settings', JSON.stringify(apps.saved)] as const,
    ['log', JSON.stringify(ports.log.lines)] as const,
  ]
}

it('after any history: no ShopKey and no secret of the app in what is stored or logged, and the mailbox only in the configuration', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ kind: fc.constantFrom(...MOVES), key: fc.integer({ min: 0, max: 2 }) }),
        { minLength: 3, maxLength: 14 }
      ),
      async moves => {
        const account = aStoredAccount({ person: PERSON })
        const secrets = new Set(KEYS)
        for (let id = 1; id <= 3; id += 1) account.ports.store.sell(skuId(id), 5)
        account.ports.carrefour.catalogue('1', '2', '3')
        const all: readonly Move[] = [
          { kind: 'save', key: 0 },
          { kind: 'notify', key: 0 },
          ...moves,
        ]
        for (const move of all) {
          await play(account, move, secrets)
          for (const [place, text] of await everything(account))
            inCase(`${move.kind}: ${place}`, () => {
              for (const secret of secrets) expect(text).not.toContain(secret)
              if (place !== 'control/configuration.json') expect(text).not.toContain(MAILBOX)
            })
        }
        expect(secrets.size).toBeGreaterThan(KEYS.length)
      }
    ),
    { numRuns: process.env.LONG_TESTS ? 1_000 : 25 }
  ))
