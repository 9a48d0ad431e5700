import React, { useCallback, useState } from 'react'
import { Alert, Button } from 'vtex.styleguide'

import { TEST_SHOP_KEY } from '../api/generated'
import type { TestShopKeyAnswer, TestShopKeyVariables } from '../api/generated'
import { useMay } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import type { Outcome } from '../api/useOperation'
import { Disclosure, WithReason } from '../ui/buttons'
import { failureKey, NAMELESS_KEYS, problemKey, shopStateKey } from '../ui/keys'
import { MarketplaceMessage } from '../ui/MarketplaceMessage'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import type { GroupProps } from './ConnectionGroup'
import type { EditorControl } from './editor'
import { focusField, OVER_BAR, useInView } from './fields'
import { explained, mayKeepKey } from './rules.logic'
import type { FieldProblem } from './rules.logic'

/** What a test came to, with the problems as the page tells them apart. */
type KeyTested =
  | Exclude<TestShopKeyAnswer, { __typename: 'CarrefourInvalidConfiguration' }>
  | { __typename: 'CarrefourInvalidConfiguration'; problems: readonly FieldProblem[] }

/** What a refusal blocked, when the saved key was tried and accepted; null otherwise. */
function unblockedBy(outcome: Outcome<KeyTested>): number | null {
  if ('failure' in outcome || outcome.done.__typename !== 'CarrefourShopKeyAccepted') return null
  return outcome.done.blocked
}

/** The colour of a test's outcome: accepted for a shop that does not sell is a warning. */
export function keyTestTone(outcome: Outcome<KeyTested>): 'success' | 'warning' | 'error' {
  if ('failure' in outcome || outcome.done.__typename !== 'CarrefourShopKeyAccepted') return 'error'
  const { shop } = outcome.done
  return shop !== null && shop.state !== 'OPEN' ? 'warning' : 'success'
}

interface KeyTestResultProps {
  outcome: Outcome<KeyTested>
}

/** The result of a ShopKey test as text: whose key it is, or what to do. */
export function KeyTestResult({ outcome }: KeyTestResultProps) {
  const text = useText()
  if ('failure' in outcome)
    return <p className="ma0">{text(`${failureKey(outcome.failure)}.action`)}</p>

  const result = outcome.done
  switch (result.__typename) {
    case 'CarrefourShopKeyAccepted':
      return <Accepted result={result} />
    case 'CarrefourInvalidConfiguration':
      return (
        <ul className="list pl0 ma0">
          {result.problems.map(({ field, code }) => (
            <li key={field}>{text(problemKey(code), { field: text(testedField(field)) })}</li>
          ))}
        </ul>
      )
    case 'CarrefourOtherShop':
      return (
        <>
          <p className="ma0 mb2 lh-copy fw5">{text('other-shop.title')}</p>
          <p className="ma0 lh-copy">
            {text('other-shop.todo', {
              name: result.opens.name,
              shop: result.opens.shopId,
              typed: result.shopId,
            })}
          </p>
        </>
      )
    case 'CarrefourShopKeyRefused':
      return (
        <Refused
          title={text('key-test.refused')}
          todo={text(result.httpStatus === 403 ? 'key-test.todo-403' : 'key-test.todo-401')}
          message={result.message}
        />
      )
    case 'CarrefourTestLimited':
      return (
        <>
          <p className="ma0 mb2 lh-copy fw5">{text('key-test.limited')}</p>
          <p className="ma0 lh-copy">
            {text('key-test.limited.todo', { seconds: result.waitSeconds })}
          </p>
        </>
      )
    case 'CarrefourUnreachable':
      return (
        <Refused
          title={text('key-test.unreachable')}
          todo={text('key-test.unreachable.todo', { seconds: result.retryAfterSeconds ?? 0 })}
          message={result.message}
        />
      )
  }
}

const testedField = (field: string) =>
  field === 'shopId'
    ? 'field.shop-id'
    : field === 'carrefourUrl'
      ? 'field.carrefour-url'
      : 'field.shop-key'

type AcceptedKey = Extract<TestShopKeyAnswer, { __typename: 'CarrefourShopKeyAccepted' }>

function Accepted({ result }: { result: AcceptedKey }) {
  const text = useText()
  const { full } = useMoments()
  const { shop, nameless, nextShopCheckAt } = result
  const when = full(nextShopCheckAt)
  return (
    <>
      <p className="ma0 mb2 lh-copy fw5">{text('key-test.accepted')}</p>
      {shop !== null && (
        <p className="ma0 mb2 lh-copy">
          {text('key-test.shop', { name: shop.name, id: shop.shopId })}{' '}
          {text(shopStateKey(shop.state))}
        </p>
      )}
      {nameless !== null && (
        <p className="ma0 mb2 lh-copy">{text(NAMELESS_KEYS[nameless], { when })}</p>
      )}
      {shop !== null && <p className="ma0 lh-copy t-small">{text('key-test.next', { when })}</p>}
    </>
  )
}

function Refused({ title, todo, message }: { title: string; todo: string; message: string }) {
  const text = useText()
  return (
    <>
      <p className="ma0 mb2 lh-copy fw5">{title}</p>
      <p className="ma0 mb2 lh-copy">{todo}</p>
      <Disclosure label={text('incident.message')}>
        <MarketplaceMessage title={text('detail.message')} message={message} />
      </Disclosure>
    </>
  )
}

/** Tries a ShopKey at Carrefour; nothing is saved. The last outcome stays until it is cleared. */
export function useKeyTest() {
  const [run, testing] = useOperation(TEST_SHOP_KEY)
  const [outcome, setOutcome] = useState<Outcome<TestShopKeyAnswer> | null>(null)

  const test = useCallback(
    async (wanted: TestShopKeyVariables) => {
      const tested = await run(wanted)
      setOutcome(tested)
      return tested
    },
    [run]
  )
  const clear = useCallback(() => setOutcome(null), [])

  return { test, testing, outcome, clear }
}

interface KeyTestFieldProps extends GroupProps {
  /** Told when the saved key was tried and accepted: how many SKUs a refusal of it blocked. */
  onUnblocked: (blocked: number) => void
}

/** Tries the key, shop and address of the form, and saves nothing. An empty key stands for the saved one. */
export function KeyTestField({ editor, disabled, onUnblocked }: KeyTestFieldProps) {
  const text = useText()
  const { test, testing, outcome, clear } = useKeyTest()
  const told = useInView<HTMLDivElement>(outcome)
  const allowed = useMay('configure')
  const { shopKey, shopId, carrefourUrl } = editor.form
  const nothingToTest = editor.saved === null && shopKey.trim() === ''

  const typed = {
    shopKey: shopKey.trim() === '' ? null : shopKey.trim(),
    shopId: shopId.trim(),
    carrefourUrl: carrefourUrl.trim(),
  }
  return (
    <div className="mb6">
      <WithReason reason={allowed ? null : text('permission.configure')}>
        <Button
          size="small"
          variation="secondary"
          disabled={disabled || nothingToTest}
          isLoading={testing}
          onClick={() => {
            if (typed.shopKey === null && !mayKeepKey(editor.saved, editor.form))
              focusField('shopKey')
            void test(typed).then(tested => {
              const blocked = unblockedBy(tested)
              if (blocked !== null) onUnblocked(blocked)
            })
          }}
        >
          {text('key-test.button')}
        </Button>
      </WithReason>
      <p className="t-small lh-copy mt2 mb0" style={STYLES.quiet}>
        {text(editor.saved === null ? 'key-test.help.first' : 'key-test.help')}
      </p>
      <div
        ref={told}
        role="status"
        aria-live="polite"
        className={outcome === null ? '' : 'mt4'}
        style={OVER_BAR}
      >
        {outcome !== null && (
          <Alert type={keyTestTone(outcome)} onClose={clear} closeIconLabel={text('common.close')}>
            <div>
              <KeyTestResult outcome={explainedTest(outcome, editor)} />
            </div>
          </Alert>
        )}
      </div>
    </div>
  )
}

/** The outcome, where a ShopKey that is asked for again says why. */
function explainedTest(
  outcome: Outcome<TestShopKeyAnswer>,
  { saved, form }: EditorControl
): Outcome<KeyTested> {
  if ('failure' in outcome || outcome.done.__typename !== 'CarrefourInvalidConfiguration')
    return outcome
  const { done } = outcome
  return { done: { ...done, problems: explained(done.problems, saved, form) } }
}
