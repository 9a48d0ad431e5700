/** The trade policy of the demo store's own shop, and the one that feeds Carrefour. */
export const MAIN_POLICY = 1
export const CARREFOUR_POLICY = 2
