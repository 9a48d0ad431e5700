import type { Mutant } from '../mutant'

/** Promises 4 and 5: a file that another shop got proves nothing, and stops the sending once. */
export const OTHER_SHOP: readonly Mutant[] = [
  {
    name: 'believes-any-shop',
    promise: 4,
    what: 'the shop that an import names is not read',
    breaks: [{ of: 'isOtherShops', by: `() => async () => false` }],
    scene: 'otherShop',
    check: 'otherShopProvesNothing',
  },
  {
    name: 'sends-on-to-another-shop',
    promise: 5,
    what: 'a key of another shop is told of, and does not stop the sending',
    breaks: [{ of: 'OF_KEY', by: `real => real.filter(cause => cause !== 'OTHER_SHOP')` }],
    scene: 'otherShop',
    check: 'stopsAtOtherShop',
  },
  {
    name: 'mails-again',
    promise: 5,
    what: 'an incident that a mail has told is not written down as told',
    breaks: [
      {
        of: 'afterAlert',
        by: `real => (told, due) => (due.kind === 'incident' ? told : real(told, due))`,
      },
    ],
    scene: 'otherShop',
    check: 'oneOtherShop',
  },
]
