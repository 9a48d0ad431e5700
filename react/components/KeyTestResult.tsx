import React from 'react'

import type { Outcome } from '../data/useAction'
import type { KeyTest } from '../graphql/keyTestTypes'
import { failureKey, namelessKey, problemKey, shopStateKey } from '../texts/keys'
import { useMoments } from '../texts/useMoments'
import { useText } from '../texts/useText'
import { CarrefourWords } from './CarrefourWords'
import { Disclosure } from './Disclosure'

interface KeyTestResultProps {
  outcome: Outcome<KeyTest>
  /** The ShopId that was tried, for the warning that the key opens another shop. */
  shopId: string
}

/** What a test of the ShopKey came to, in words: whose key it is, or what to do. */
export function KeyTestResult({ outcome, shopId }: KeyTestResultProps) {
  const text = useText()
  if ('failure' in outcome)
    return <p className="ma0">{text(`${failureKey(outcome.failure)}.action`)}</p>

  const result = outcome.done
  switch (result.__typename) {
    case 'CarrefourShopKeyAccepted':
      return <Accepted result={result} shopId={shopId} />
    case 'CarrefourInvalidConfiguration':
      return (
        <ul className="list pl0 ma0">
          {result.problems.map(({ field, code }) => (
            <li key={field}>{text(problemKey(code), { field: text(testedField(field)) })}</li>
          ))}
        </ul>
      )
    case 'CarrefourShopKeyRefused':
      return (
        <Refused
          title={text('key-test.refused')}
          todo={text(result.httpStatus === 403 ? 'key-test.todo-403' : 'key-test.todo-401')}
          message={result.message}
        />
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

type AcceptedKey = Extract<KeyTest, { __typename: 'CarrefourShopKeyAccepted' }>

function Accepted({ result, shopId }: { result: AcceptedKey; shopId: string }) {
  const text = useText()
  const { full } = useMoments()
  const { shop, nameless, mismatch, nextShopCheckAt } = result
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
      {shop !== null && mismatch && (
        <p className="ma0 mb2 lh-copy fw5">
          {text('key-test.mismatch', { shop: shop.shopId, typed: shopId })}
        </p>
      )}
      {nameless !== null && (
        <p className="ma0 mb2 lh-copy">{text(namelessKey(nameless), { when })}</p>
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
        <CarrefourWords title={text('detail.message')} message={message} />
      </Disclosure>
    </>
  )
}
