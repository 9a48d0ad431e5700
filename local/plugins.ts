/**
 * What may stand around an app beside VTEX itself: the merchant's store, and Carrefour's marketplace. Each brings its
 * hosts and a console; one that is left out is not there at all, and calls to it are told as calls to an unknown host.
 */
export const PLUGINS = ['store', 'carrefour'] as const
export type PluginName = (typeof PLUGINS)[number]
