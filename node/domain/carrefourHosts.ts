/**
 * Hosts that may stand for Carrefour, as in the policies of manifest.json: a check keeps both equal. Whoever needs
 * another one adds it here and there (README, "Your Carrefour host"). `*` stands for one or more labels.
 */
export const CARREFOUR_HOSTS: readonly string[] = ['*.mirakl.net']
