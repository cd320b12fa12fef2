/** Where the channels of Azure Bot Service live; answers, and our token with them, go nowhere else. */
const microsoft = [/^smba\.trafficmanager\.net$/, /^([a-z0-9-]+\.)*botframework\.com$/];

/** `more`: origins that the operator trusts as well, e.g. of a sovereign cloud. */
export function createServiceUrls(more: readonly string[]) {
  return {
    isTrusted(serviceUrl: string): boolean {
      const { protocol, hostname, origin, username, password } = new URL(serviceUrl);
      if (username !== '' || password !== '') return false;
      if (more.includes(origin)) return true;
      return protocol === 'https:' && microsoft.some(host => host.test(hostname));
    },
  };
}

/** Whether this is our own machine: the Emulator's address, and only trusted in development. */
export function isLoopback(serviceUrl: string): boolean {
  const { hostname } = new URL(serviceUrl);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
